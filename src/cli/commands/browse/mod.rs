//! `dateline browse`: the reading room in the terminal.
//!
//! `browse` (the room) says what is on the screen and what a key does. Here are the terminal
//! (`screen`), the searches in a thread of their own (`worker`), what else keys ask for
//! (`actions`), and the same with prompts for screen readers (`plain`).

mod actions;
mod plain;
mod screen;
mod worker;

use crate::browse::{Answer, Effect, Invocation, State, Theme, draw};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::searching::{PreparedSearch, QueryArgs, dossiers};
use crate::cli::shell::dateline;
use crate::platform::ViewSignals;
use crate::query::SortOrder;
use actions::Actions;
use anstream::{AutoStream, ColorChoice};
use clap::Args;
use crossterm::event::{self, Event};
use screen::Screen;
use std::io::{self, ErrorKind, IsTerminal};
use std::sync::mpsc;
use std::time::Duration;
use worker::{Task, Worker};

/// How long the loop waits for a key while an answer is to come.
const SOON: Duration = Duration::from_millis(3);

/// How long it waits otherwise. Signals are noticed then.
const IDLE: Duration = Duration::from_millis(100);

/// The most events between two drawings of the screen.
const MOST_EVENTS: usize = 256;

/// Search, read and mark articles on a screen of the terminal
///
/// Type a query and the list follows. F1 shows every key. The query is read as `dateline search` reads
/// it.
#[derive(Debug, Args)]
pub(crate) struct BrowseArgs {
    #[command(flatten)]
    query: QueryArgs,

    /// A numbered list and prompts, line by line, for screen readers and scripts
    #[arg(long)]
    plain: bool,

    /// Use the mouse as well; the terminal then selects text only with Shift
    #[arg(long, conflicts_with = "plain")]
    mouse: bool,

    /// The dossier that articles are marked for
    #[arg(long = "as", value_name = "DOSSIER")]
    dossier: Option<String>,
}

impl BrowseArgs {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        if let Some(name) = &self.dossier {
            dossiers::check_name(name)?;
        }
        if self.plain {
            let search = self.query.prepare(context)?;
            return plain::run(&self, search, context);
        }
        if !io::stdin().is_terminal() || !stream::stdout_is_terminal() {
            return Err(Misuse::error(
                "browse needs a terminal",
                format!("for prompts line by line: {} browse --plain", dateline()),
            ));
        }
        let search = self.query.prepare(context)?;
        self.on_screen(search, context)?;
        Ok(ExitStatus::Success)
    }

    fn on_screen(&self, search: PreparedSearch<'_>, context: &Context) -> anyhow::Result<()> {
        let archives = search.archives.iter();
        let invocation = Invocation {
            archives: archives.map(|own| own.archive.name.clone()).collect(),
            fields: search
                .archives
                .schema()
                .searchable_names()
                .into_iter()
                .map(str::to_owned)
                .collect(),
            mouse: self.mouse,
            dossier: self.dossier.clone(),
            values: self.query.exactly.values().to_vec(),
        };
        let state = State::new(invocation, &self.query.text(), SortOrder::default());
        let actions = Actions::new(&self.query, &search, context);
        let (tasks, wanted) = mpsc::channel();
        let (give, answers) = mpsc::channel();
        std::thread::scope(|threads| {
            let again = || self.query.prepare(context);
            let worker = threads.spawn(move || Worker::new(search, again, give).run(&wanted));
            let shown = View {
                state,
                actions,
                tasks,
                answers,
            }
            .show(self.mouse);
            worker::stop();
            // The worker ends because its tasks do: the view had the only sender.
            let _ = worker.join();
            shown
        })
    }
}

/// The view and those it talks to.
struct View<'a> {
    state: State,
    actions: Actions<'a>,
    tasks: mpsc::Sender<Task>,
    answers: mpsc::Receiver<Answer>,
}

impl View<'_> {
    /// Shows the view until somebody ends it. The terminal is as before afterwards, also after a
    /// panic.
    fn show(mut self, uses_mouse: bool) -> anyhow::Result<()> {
        let signals = ViewSignals::new(screen::give_back)?;
        let has_colour = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
        let captured = stream::capture();
        let mut screen = Screen::open(uses_mouse)?;
        let theme = Theme::new(has_colour);
        let mut effects = self.state.answer(actions::own_dossiers());
        effects.extend(self.state.start());
        let mut goes_on = true;
        let mut is_changed = true;
        while goes_on && signals.came().is_none() {
            is_changed |= !effects.is_empty();
            goes_on = self.carry_out(std::mem::take(&mut effects), &mut screen);
            while let Ok(answer) = self.answers.try_recv() {
                effects.extend(self.state.answer(answer));
                is_changed = true;
            }
            if let Some(said) = stream::last_captured() {
                effects.extend(self.state.answer(Answer::Said(said)));
                is_changed = true;
            }
            if is_changed {
                screen.draw(|frame| draw(frame, &mut self.state, theme))?;
                is_changed = false;
            }
            if effects.is_empty() {
                is_changed = self.read_events(&mut effects)?;
            }
        }
        drop(screen);
        drop(captured);
        let _ = self.tasks.send(Task::Remember);
        if !self.state.lists_all() {
            self.actions.say_last(&self.state.listed());
        }
        signals.repeat();
        Ok(())
    }

    /// Reads the keys that are there. Returns whether there were some.
    fn read_events(&mut self, effects: &mut Vec<Effect>) -> anyhow::Result<bool> {
        let mut wait = if self.state.is_waiting() { SOON } else { IDLE };
        for number in 0..MOST_EVENTS {
            match event::poll(wait) {
                Ok(true) => {}
                Ok(false) => return Ok(number > 0),
                Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(true),
                Err(error) => return Err(error.into()),
            }
            wait = Duration::ZERO;
            let new = match event::read()? {
                Event::Key(key) => self.state.key(key),
                Event::Paste(text) => self.state.paste(&text),
                Event::Mouse(event) => self.state.mouse(event),
                Event::Resize(..) | Event::FocusGained | Event::FocusLost => Vec::new(),
            };
            effects.extend(new);
        }
        Ok(true)
    }

    /// Does what the view asks for. Returns whether it goes on.
    fn carry_out(&mut self, effects: Vec<Effect>, screen: &mut Screen) -> bool {
        let mut waiting = effects;
        while !waiting.is_empty() {
            for effect in std::mem::take(&mut waiting) {
                match effect {
                    Effect::Quit => return false,
                    #[cfg(debug_assertions)]
                    Effect::Panic => panic!("a panic was asked for"),
                    Effect::Search(wanted) => {
                        worker::want(wanted.number);
                        let _ = self.tasks.send(Task::Search(wanted));
                    }
                    Effect::Read {
                        number,
                        place,
                        article,
                        is_whole,
                        text,
                    } => {
                        let _ = self.tasks.send(Task::Read {
                            number,
                            place,
                            article,
                            is_whole,
                            text,
                        });
                    }
                    other => {
                        let answers = self.actions.carry_out(other, screen);
                        // What was said on the way must not hide how it ended.
                        let said = stream::last_captured().map(Answer::Said);
                        for answer in said.into_iter().chain(answers) {
                            waiting.extend(self.state.answer(answer));
                        }
                    }
                }
            }
        }
        true
    }
}
