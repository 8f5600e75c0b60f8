#compdef dateline
# Completions of dateline for zsh. Put this into ~/.zshrc, after compinit:
#
#   eval "$(dateline completions zsh)"
#
# The program itself knows what can be typed; it reads the configuration and the index, and never
# writes. Its first line says whether files or folders can be typed as well. Each other line is a
# value, and after a tab what it means.
_dateline() {
    local -a lines values shown open open_shown quoted
    local kind line value about typed="${(Q)PREFIX}"
    lines=("${(@f)$(command dateline complete zsh -- "${(@Q)words[2,CURRENT-1]}" "$typed" 2>/dev/null)}")
    kind=$lines[1]
    for line in "${(@)lines[2,-1]}"; do
        [[ -n $line ]] || continue
        value=${line%%$'\t'*}
        about=${line#*$'\t'}
        [[ $value == $line || -z $about ]] && about=$value || about="$value  -- $about"
        if [[ $value != "$typed"* ]]; then
            # A value of several words, whose quote was not typed: source:"North Lantern".
            quoted+=("$value")
        elif [[ $value == *[:=/,] ]]; then
            open+=("$value")
            open_shown+=("$about")
        else
            values+=("$value")
            shown+=("$about")
        fi
    done
    (( $#values )) && compadd -V values -l -d shown -a values
    (( $#open )) && compadd -V open -S '' -l -d open_shown -a open
    (( $#quoted )) && compadd -U -V quoted -a quoted
    case $kind in
    files) _files ;;
    folders) _files -/ ;;
    esac
}
compdef _dateline dateline
