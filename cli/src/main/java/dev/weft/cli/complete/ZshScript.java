package dev.weft.cli.complete;

import java.util.List;
import java.util.stream.Collectors;

/** The script for zsh, which shows what each word means. */
final class ZshScript {
  private ZshScript() {}

  static String of(List<Described> commands) {
    StringBuilder script =
        new StringBuilder(
            """
            #compdef weft
            # Completion of weft for zsh, as printed by: weft completion zsh
            _weft_query() {
              local -a fields
              case $PREFIX in
                level:*) compset -P 'level:'; compadd -- %s; return ;;
                status:*) compset -P 'status:'; compadd -- %s; return ;;
                type:*) compset -P 'type:'; compadd -- %s; return ;;
              esac
              fields=(%s)
              compadd -S ':' -q -- $fields
            }

            _weft() {
              local -a commands
              if (( CURRENT == 2 )); then
                commands=(
            """
                .formatted(
                    String.join(" ", QueryWords.LEVELS),
                    String.join(" ", QueryWords.STATUSES),
                    String.join(" ", QueryWords.TYPES),
                    String.join(" ", QueryWords.FIELDS)));
    for (Described command : commands) {
      script.append("      ").append(quoted(command.name() + ':' + command.summary())).append('\n');
    }
    script.append(
        """
            )
            _describe -t commands 'weft command' commands
            return
          fi
          local name=$words[2]
          shift words
          (( CURRENT-- ))
          case $name in
        """);
    commands.forEach(command -> command(command, script));
    script.append(
        """
          esac
        }

        if [[ $funcstack[1] == _weft ]]; then
          _weft "$@"
        else
          compdef _weft weft
        fi
        """);
    return script.toString();
  }

  private static void command(Described command, StringBuilder script) {
    script.append("    ").append(command.name()).append(")\n      _arguments -s");
    for (Described.Option option : command.options()) {
      for (String spelling : option.spellings()) {
        script.append(" \\\n        ").append(quoted(argument(spelling, option)));
      }
    }
    String operand =
        command.asks()
            ? "*:query:_weft_query"
            : command.name().equals("completion")
                ? "1:shell:(bash zsh)"
                : command.reads() ? "*:file:_files" : "*:argument:";
    script.append(" \\\n        ").append(quoted(operand)).append(" ;;\n");
  }

  private static String argument(String spelling, Described.Option option) {
    String help = option.help().replaceAll("[\\[\\]:]", " ").replaceAll(" +", " ").strip();
    String text = '*' + spelling + '[' + help + ']';
    if (option.value().isEmpty()) {
      return text;
    }
    String action =
        !option.choices().isEmpty()
            ? option.choices().stream().collect(Collectors.joining(" ", "(", ")"))
            : option.value().startsWith("FILE")
                ? "_files"
                : option.value().startsWith("QUERY") ? "_weft_query" : " ";
    return text + ':' + option.value() + ':' + action;
  }

  private static String quoted(String text) {
    return '\'' + text.replace("'", "'\\''") + '\'';
  }
}
