//! The only walk of a query's tree: it makes a [`Reading`].
//!
//! The walk analyses the words of each leaf once, looks its field up, and recognises names that
//! have synonyms. A new operator is one arm of [`Reader::node`].

mod languages;
mod ranked;
mod special;
mod unspaced;

use self::languages::languages_of;
use super::filters::given::Given;
use super::find::Find;
use super::forms::{forms_of_phrase, forms_of_sequence, joined};
use super::patterns::WordPattern;
use super::reading::{Leaf, Node, Ranked, ReadClause, Reading, Role, TextField};
use super::stop_words::is_stop_word_of_query;
use super::synonyms::groups::Synonyms;
use super::synonyms::recognise::{PlainWord, Recognised, WordSynonyms};
use crate::analysis::{Compound, Language, NewsAnalyzer, fold_joined};
use crate::query::ask::{Ask, Clause, Expr, Occur};
use crate::query::passages::Pattern;
use crate::schema::{Analyzer, ArticleSchema};
use tantivy::query::Occur as Join;
use tantivy::schema::Field;

impl Reading {
    /// Reads a query. Stop words are left out if it has at least `stop_words_from` other parts.
    pub(super) fn new(
        ask: &Ask,
        schema: &ArticleSchema,
        synonyms: &Synonyms,
        stop_words_from: usize,
        given: &Given,
    ) -> Self {
        let mut analyzer = schema.pooled_analyzer();
        let languages = languages_of(ask, schema);
        let is_shouted = is_shouted(ask);
        let mut reader = Reader {
            capitals_count: !is_shouted || ask.clauses.len() < SHOUTED,
            schema,
            analyzer: &mut analyzer,
            languages: &languages,
            leaves: Vec::new(),
            named: Vec::new(),
            run: 0,
            given,
            open_watches: Vec::new(),
            watches: 0,
            near_words: 0,
            value_patterns: 0,
            notes: Vec::new(),
            misread: Vec::new(),
            open_patterns: Vec::new(),
        };
        let clauses = reader.clauses(ask);
        reader.note_misread();
        let mut reading = Self {
            leaves: reader.leaves,
            named: reader.named,
            notes: reader.notes,
            open_patterns: reader.open_patterns,
            clauses,
            languages: languages.clone(),
            synonym_notes: Vec::new(),
        };
        reading.join_neighbours();
        for language in &languages {
            if synonyms.recognised(*language).next().is_some() {
                analyzer.set_language(*language);
                reading.add_synonyms(synonyms, &mut analyzer);
            }
        }
        let likeliest = languages.first().copied().unwrap_or_default();
        reading.leave_stop_words_out(stop_words_from, is_shouted, likeliest);
        reading
    }

    /// Lets neighbours be found where capitals join them: `you tube` in `YouTube`. It counts as an
    /// occurrence of each.
    fn join_neighbours(&mut self) {
        for at in 1..self.leaves.len() {
            let [first, second] = &self.leaves[at - 1..=at] else {
                continue;
            };
            let ([one], [other]) = (&first.compounds[..], &second.compounds[..]) else {
                continue;
            };
            if first.run.is_none() || first.run != second.run {
                continue;
            }
            if let Some(term) = joined(one, other) {
                self.leaves[at - 1].add_joined(&term);
                self.leaves[at].add_joined(&term);
            }
        }
    }

    /// Gives the words of names that are recognised their synonyms, in the language of the analyzer.
    fn add_synonyms(&mut self, synonyms: &Synonyms, analyzer: &mut NewsAnalyzer) {
        let plain: Vec<&Leaf> = self
            .leaves
            .iter()
            .filter(|leaf| leaf.run.is_some())
            .collect();
        let runs: Vec<Vec<PlainWord>> = plain
            .chunk_by(|a, b| a.run == b.run)
            .map(|run| {
                let words = run
                    .iter()
                    .map(|leaf| PlainWord::new(&leaf.text, &analyzer.compounds(&leaf.text)));
                words.collect()
            })
            .collect();
        let recognised = Recognised::new(&runs, synonyms, analyzer);
        for leaf in self.leaves.iter_mut().filter(|leaf| leaf.run.is_some()) {
            if let Some(found) = recognised.of_word(&leaf.text) {
                leaf.synonyms.add(found);
            }
        }
        for note in recognised.notes {
            if !self.synonym_notes.contains(&note) {
                self.synonym_notes.push(note);
            }
        }
    }

    fn leave_stop_words_out(&mut self, from: usize, is_shouted: bool, language: Language) {
        let stop_word = |clause: &ReadClause| match clause.node {
            Node::Leaf(place) if clause.occur == Occur::Optional => {
                let leaf = &self.leaves[place];
                let is_bare = leaf.run.is_some() && leaf.field.is_none();
                let (text, words) = (&leaf.text, &leaf.compounds);
                (is_bare && is_stop_word_of_query(text, words, is_shouted, language))
                    .then_some(place)
            }
            _ => None,
        };
        let stop_words: Vec<usize> = self.clauses.iter().filter_map(stop_word).collect();
        if self.clauses.len() - stop_words.len() < from {
            return;
        }
        for place in &stop_words {
            self.leaves[*place].role = Role::StopWord;
        }
        let leaves = &self.leaves;
        self.clauses.retain(|clause| match clause.node {
            Node::Leaf(place) => leaves[place].role != Role::StopWord,
            Node::Group(_) | Node::Filter(..) => true,
        });
    }
}

/// Whether a query is all in capitals. `AND`, `OR` and `NOT` are in lower case where they are words.
fn is_shouted(ask: &Ask) -> bool {
    let shown = ask.to_string();
    let mut words = shown
        .split(' ')
        .filter(|word| !matches!(*word, "and" | "or" | "not"));
    !words.any(|word| word.contains(char::is_lowercase))
}

/// In a query of at least this many parts that is all in capitals, capitals mean nothing.
const SHOUTED: usize = 3;

/// Walks the tree of a query.
struct Reader<'a> {
    schema: &'a ArticleSchema,
    analyzer: &'a mut NewsAnalyzer,
    /// The languages that the query is read in.
    languages: &'a [Language],
    /// Whether capitals mean something in the query.
    capitals_count: bool,
    leaves: Vec<Leaf>,
    named: Vec<Field>,
    /// The number of the current run of plain words.
    run: usize,
    given: &'a Given<'a>,
    /// The watches that are being read.
    open_watches: Vec<&'a str>,
    /// How many watches were read, each as often as it is named.
    watches: usize,
    /// How many words were read that are to be close to others.
    near_words: usize,
    /// How many values with a star or a question mark were read.
    value_patterns: usize,
    notes: Vec<String>,
    /// For each word what it was misread as.
    misread: Vec<String>,
    open_patterns: Vec<WordPattern>,
}

/// What applies to a node because of the nodes around it.
#[derive(Clone, Copy)]
struct Context {
    field: Option<TextField>,
    role: Role,
    /// Whether all fields around it rank.
    is_ranked: bool,
    /// Whether all fields around it are running text.
    is_text: bool,
    /// Whether each of its words is optional.
    is_optional: bool,
    /// How many times as much its words count in ranking.
    boost: f64,
}

/// What the words of a leaf are for.
struct Meaning {
    find: Find,
    ranked: Vec<Ranked>,
    marks: Vec<Pattern>,
}

impl<'a> Reader<'a> {
    fn clauses(&mut self, ask: &'a Ask) -> Vec<ReadClause> {
        let mut clauses = Vec::with_capacity(ask.clauses.len());
        let mut before = None;
        for Clause { occur, expr } in &ask.clauses {
            if before.replace(*occur) != Some(*occur) {
                self.end_run();
            }
            let role = match occur {
                Occur::Excluded => Role::Excluded,
                Occur::Required | Occur::Optional => Role::Wanted,
            };
            let context = Context {
                field: None,
                role,
                is_ranked: true,
                is_text: true,
                is_optional: *occur == Occur::Optional,
                boost: 1.0,
            };
            clauses.push(ReadClause {
                occur: *occur,
                is_filter: matches!(expr, Expr::Filter(_)),
                node: self.node(expr, context),
            });
        }
        clauses
    }

    /// Reads one node. Only this function of the plan distinguishes the operators.
    fn node(&mut self, expr: &'a Expr, context: Context) -> Node {
        match expr {
            Expr::Word(text) => self.word(text, context),
            Expr::Phrase(text) => self.leaf(text, context, |reader, compounds| {
                let forms = forms_of_phrase(compounds);
                Meaning {
                    find: Find::Sequence(forms.clone()),
                    ranked: reader.ranked_each(compounds),
                    marks: vec![Pattern::Sequence(forms)],
                }
            }),
            Expr::Near { words, slop } => self.near(words, *slop, context),
            Expr::Exact(inner) => match &**inner {
                Expr::Word(text) | Expr::Phrase(text) => {
                    self.leaf(text, context, |reader, words| reader.exact(words, text))
                }
                other => self.node(other, context),
            },
            // A prefix finds and is marked. It does not rank.
            Expr::Prefix(text) => {
                let is_word = self.is_written(text, context);
                let is_unspaced = |word: &Compound| context.is_text && !word.unspaced.is_empty();
                self.leaf(text, context, |_, compounds| {
                    let mut meaning = Meaning {
                        find: find_prefix(text, compounds, is_word),
                        ranked: Vec::new(),
                        marks: vec![Pattern::Prefix(folded(text))],
                    };
                    // Without spaces, a word is found within longer ones, with or without a star.
                    if compounds.last().is_some_and(is_unspaced) {
                        let forms = forms_of_phrase(compounds);
                        meaning.find = Find::Sequence(forms.clone());
                        meaning.marks = vec![Pattern::Sequence(forms)];
                    }
                    meaning
                })
            }
            Expr::Wildcard(text) | Expr::Fuzzy { word: text, .. } => {
                self.pattern(expr, text, context)
            }
            Expr::Boosted { inner, by } => {
                let boost = context.boost * by.factor();
                self.node(inner, Context { boost, ..context })
            }
            Expr::Filter(filter) => self.filter(filter, context),
            Expr::Field { name, inner } => self.field(name, inner, context),
            Expr::Not(inner) => {
                let role = Role::Excluded;
                self.group(
                    Join::MustNot,
                    std::slice::from_ref(&**inner),
                    Context { role, ..context },
                )
            }
            Expr::All(parts) => self.group(Join::Must, parts, context),
            Expr::Any(parts) => self.group(Join::Should, parts, context),
        }
    }

    /// Reads a plain word, which may be a name or a part of one with its neighbours.
    fn word(&mut self, text: &str, context: Context) -> Node {
        if let Some(words) = self.unspaced(text, context) {
            return words;
        }
        let run = (context.is_text && context.role == Role::Wanted).then_some(self.run);
        let node = self.push_leaf(text, context, run, |reader, compounds| {
            let forms = forms_of_sequence(compounds);
            // `£5` finds every 5, and those with the sign first.
            let symbols = reader.analyzer.symbols_beside_words(text).into_iter();
            let symbols = symbols.map(|symbol| Ranked {
                forms: vec![vec![symbol.clone()]],
                joined: Vec::new(),
                own: None,
                text: Some(symbol),
                weight: 1.0,
            });
            Meaning {
                find: Find::Sequence(forms.clone()),
                ranked: std::iter::once(reader.ranked(compounds))
                    .chain(symbols)
                    .collect(),
                marks: vec![Pattern::Sequence(forms)],
            }
        });
        if let Node::Leaf(place) = node {
            self.add_compounds(place);
            self.add_misread(place);
        }
        node
    }

    /// Reads words that are searched for as typed, without synonyms.
    fn leaf(
        &mut self,
        text: &str,
        context: Context,
        meaning: impl FnOnce(&mut Self, &[Compound]) -> Meaning,
    ) -> Node {
        self.end_run();
        self.push_leaf(text, context, None, meaning)
    }

    fn push_leaf(
        &mut self,
        text: &str,
        context: Context,
        run: Option<usize>,
        meaning: impl FnOnce(&mut Self, &[Compound]) -> Meaning,
    ) -> Node {
        let compounds = self.compounds(text);
        let meaning = meaning(self, &compounds);
        self.push_meaning(text, compounds, context, run, meaning)
    }

    fn push_meaning(
        &mut self,
        text: &str,
        compounds: Vec<Compound>,
        context: Context,
        run: Option<usize>,
        meaning: Meaning,
    ) -> Node {
        let Meaning {
            find,
            ranked,
            marks,
        } = meaning;
        self.leaves.push(Leaf {
            text: text.to_owned(),
            field: context.field,
            find,
            ranked: if context.is_ranked {
                let boost = context.boost;
                let boosted = |ranked| Ranked {
                    weight: boost,
                    ..ranked
                };
                ranked.into_iter().map(boosted).collect()
            } else {
                Vec::new()
            },
            marks,
            synonyms: WordSynonyms::default(),
            compound_prefixes: Vec::new(),
            role: context.role,
            compounds,
            run,
        });
        Node::Leaf(self.leaves.len() - 1)
    }

    /// The analyzer's words of a text of the query.
    fn compounds(&mut self, text: &str) -> Vec<Compound> {
        self.analyzer.query_compounds(text, self.languages)
    }

    fn field(&mut self, name: &str, inner: &'a Expr, context: Context) -> Node {
        self.end_run();
        let Some(field) = self.schema.text_field(name).map(TextField::new) else {
            return Node::Group(Vec::new());
        };
        self.named.push(field.handle);
        let node = self.node(
            inner,
            Context {
                field: Some(field),
                role: context.role,
                is_ranked: context.is_ranked && field.is_ranked,
                is_text: context.is_text && field.analyzer == Analyzer::News,
                is_optional: context.is_optional,
                boost: context.boost,
            },
        );
        self.end_run();
        node
    }

    fn group(&mut self, join: Join, parts: &'a [Expr], context: Context) -> Node {
        self.end_run();
        let context = Context {
            is_optional: false,
            ..context
        };
        let mut nodes = Vec::with_capacity(parts.len());
        for part in parts {
            nodes.push((join, self.node(part, context)));
            // Words of which one is enough are no neighbours.
            if join == Join::Should {
                self.end_run();
            }
        }
        self.end_run();
        Node::Group(nodes)
    }

    /// One sentence about what is found because a program may have misread it.
    fn note_misread(&mut self) {
        if !self.misread.is_empty() {
            let words = self.misread.join("; ");
            self.notes.push(format!(
                "also found where a program may have misread a word: {words} (=word leaves it out)"
            ));
        }
    }

    fn end_run(&mut self) {
        self.run += 1;
    }
}

/// What a prefix finds in running text: words with it in any form.
fn find_prefix(text: &str, compounds: &[Compound], is_word: bool) -> Find {
    let (prefix, others) = match compounds.split_last() {
        Some((last, others)) => (folded(&text[last.range.clone()]), others),
        None => (String::new(), compounds),
    };
    Find::Prefix {
        // `foo:bar*` and the like.
        others: others
            .iter()
            .map(|one| forms_of_sequence(std::slice::from_ref(one)))
            .collect(),
        prefix,
        is_word,
    }
}

fn folded(text: &str) -> String {
    let mut folded = String::new();
    fold_joined(text, &mut folded);
    folded
}
