package dev.weft.cli.complete;

import java.util.List;
import java.util.stream.Collectors;

/** The script for bash. It starts no process, so it is as quick as the shell. */
final class BashScript {
  private BashScript() {}

  static String of(List<Described> commands) {
    StringBuilder script =
        new StringBuilder(
            """
            # Completion of weft for bash, as printed by: weft completion bash
            _weft() {
              local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
              local before=
              [[ $COMP_CWORD -ge 2 ]] && before=${COMP_WORDS[COMP_CWORD-2]}
              COMPREPLY=()
              if [[ $COMP_CWORD -eq 1 ]]; then
                COMPREPLY=($(compgen -W "%s help --help --version" -- "$cur"))
                return
              fi
              # A colon is a word of its own for readline.
              if [[ $cur == : ]]; then before=$prev prev=: cur=; fi
              if [[ $prev == : ]]; then
                case $before in
                  level) COMPREPLY=($(compgen -W "%s" -- "$cur")) ;;
                  status) COMPREPLY=($(compgen -W "%s" -- "$cur")) ;;
                  type) COMPREPLY=($(compgen -W "%s" -- "$cur")) ;;
                esac
                return
              fi
              case "${COMP_WORDS[1]} $prev" in
            """
                .formatted(
                    names(commands),
                    String.join(" ", QueryWords.LEVELS),
                    String.join(" ", QueryWords.STATUSES),
                    String.join(" ", QueryWords.TYPES)));
    commands.forEach(command -> values(command, script));
    script.append("  esac\n  case ${COMP_WORDS[1]} in\n");
    commands.forEach(command -> words(command, script));
    script.append(
        """
          esac
        }
        complete -F _weft weft
        """);
    return script.toString();
  }

  private static String names(List<Described> commands) {
    return commands.stream().map(Described::name).collect(Collectors.joining(" "));
  }

  private static void values(Described command, StringBuilder script) {
    for (Described.Option option : command.options()) {
      if (option.value().isEmpty()) {
        continue;
      }
      String patterns =
          option.spellings().stream()
              .map(spelling -> '"' + command.name() + ' ' + spelling + '"')
              .collect(Collectors.joining("|"));
      script.append("    ").append(patterns).append(") ");
      if (!option.choices().isEmpty()) {
        script.append("COMPREPLY=($(compgen -W \"");
        script.append(String.join(" ", option.choices())).append("\" -- \"$cur\"))");
      } else if (option.value().startsWith("FILE") || option.value().startsWith("PATH")) {
        script.append("compopt -o default");
      } else if (option.value().startsWith("QUERY")) {
        script.append(fields());
      } else {
        script.append(":");
      }
      script.append("; return ;;\n");
    }
  }

  private static void words(Described command, StringBuilder script) {
    script.append("    ").append(command.name()).append(")\n");
    script.append("      if [[ $cur == -* ]]; then\n");
    script.append("        COMPREPLY=($(compgen -W \"");
    script.append(String.join(" ", command.spellings())).append("\" -- \"$cur\"))\n");
    script.append("      else\n        ");
    if (command.asks()) {
      script.append(fields());
    } else if (command.name().equals("completion")) {
      script.append("COMPREPLY=($(compgen -W \"bash zsh\" -- \"$cur\"))");
    } else {
      script.append(command.reads() ? "compopt -o default" : ":");
    }
    script.append("\n      fi ;;\n");
  }

  private static String fields() {
    String all =
        QueryWords.FIELDS.stream().map(field -> field + ':').collect(Collectors.joining(" "));
    return "compopt -o nospace; COMPREPLY=($(compgen -W \"" + all + "\" -- \"$cur\"))";
  }
}
