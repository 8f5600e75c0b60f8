# Completions of dateline for fish. Write this to ~/.config/fish/completions/dateline.fish:
#
#   dateline completions fish >~/.config/fish/completions/dateline.fish
#
# The program itself knows what can be typed; it reads the configuration and the index, and never
# writes. Its first line says whether files or folders can be typed as well. Each other line is a
# value, and after a tab what it means.
function __dateline_complete
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    set -l word (commandline --current-token --cut-at-cursor)
    set -l lines (command dateline complete fish -- $words[2..-1] $word 2>/dev/null)
    for line in $lines[2..-1]
        echo $line
    end
    switch "$lines[1]"
        case files
            __fish_complete_path $word
        case folders
            __fish_complete_directories $word ''
    end
end
complete --command dateline --no-files --keep-order --arguments '(__dateline_complete)'
