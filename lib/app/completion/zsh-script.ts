import { shellWord } from '../../private/text/shell-word';
import {
  type CompletedCommand,
  type CompletedOption,
  type CompletedProgram,
  type CompletedValue,
} from './completed-program';

/** The completion script for zsh, with the descriptions of the help. It works in a folder of `fpath` and when it is sourced. */
export function zshScript({ name, options, commands }: CompletedProgram): string {
  const described = commands.map((command) => shellWord(`${command.name}:${command.description}`));
  return `#compdef ${name}
# zsh completion of ${name}. Load it after compinit with: eval "$(${name} completion zsh)"
_${name}() {
  local curcontext=$curcontext state line
  local -a commands
  typeset -A opt_args
  _arguments -C ${options.map(optionSpec).join(' ')} '1:command:->command' '*::argument:->argument' && return
  case $state in
    command)
      commands=(
${described.map((command) => `        ${command}`).join('\n')}
      )
      _describe command commands
      ;;
    argument)
      case $words[1] in
${commands.map(commandCase).join('\n')}
      esac
      ;;
  esac
}
if [[ $funcstack[1] == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

function commandCase({ name, options, argument }: CompletedCommand): string {
  const specs = [...options.map(optionSpec), ...(argument === undefined ? [] : [shellWord(`*:${action(argument)}`)])];
  return [`        ${name}) _arguments`, ...specs].join(' \\\n          ') + ' ;;';
}

/** An option as `_arguments` of zsh reads it. Its value may follow a blank or an equals sign. */
function optionSpec({ flag, description, repeated, value }: CompletedOption): string {
  const shown = `[${description.replace(/[\\\]]/g, '\\$&')}]`;
  if (value === undefined) return shellWord(`${flag}${shown}`);
  return shellWord(`${repeated ? '*' : ''}${flag}=${shown}:${action(value)}`);
}

/** The title that zsh shows above the values, and how it finds them. */
function action(value: CompletedValue): string {
  if (value === 'files') return 'file:_files';
  return value === 'text' ? 'value: ' : `value:(${value.join(' ')})`;
}
