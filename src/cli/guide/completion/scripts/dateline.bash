# Completions of dateline for bash. Put this into ~/.bashrc:
#
#   eval "$(dateline completions bash)"
#
# The program itself knows what can be typed; it reads the configuration and the index, and never
# writes. Its first line says whether files or folders can be typed as well. Each other line replaces
# the word before the cursor, quoted for bash.
_dateline() {
    local IFS=$'\n' answer kind line
    COMPREPLY=()
    answer=$(command dateline complete bash -- "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null) || return 0
    while IFS= read -r line; do
        if [[ -z ${kind-} ]]; then kind=$line; else COMPREPLY+=("$line"); fi
    done <<<"$answer"
    case ${kind-} in
    files | folders)
        compopt -o filenames 2>/dev/null
        [[ $kind == files ]] && kind=-f || kind=-d
        while IFS= read -r line; do
            COMPREPLY+=("$line")
        done < <(compgen "$kind" -- "$2")
        ;;
    esac
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:=/,] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o nosort -F _dateline dateline 2>/dev/null || complete -F _dateline dateline
