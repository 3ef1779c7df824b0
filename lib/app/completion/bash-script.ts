import { shellWord } from '../../private/text/shell-word';
import { type CompletedCommand, type CompletedProgram, type CompletedValue } from './completed-program';

/**
 * The completion script for bash. It offers words that are fixed, never runs what is typed, and leaves files to bash. It
 * works in bash 3.2, which macOS has.
 */
export function bashScript({ name, options, commands }: CompletedProgram): string {
  const first = [...commands.map((command) => command.name), ...options.map(({ flag }) => flag)];
  return `# bash completion of ${name}. Load it with: eval "$(${name} completion bash)"
_${name.replaceAll('-', '_')}() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} words='' line
  # bash splits --option=value at the sign.
  if [[ $word == '=' ]]; then
    word=''
  elif [[ $before == '=' ]]; then
    before=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  COMPREPLY=()
  case "$COMP_CWORD:\${COMP_WORDS[1]} $before" in
    1:*) words=${shellWord(first.join(' '))} ;;
${commands.flatMap(optionCases).map(indented).join('\n')}
    *)
      case "\${COMP_WORDS[1]} $word" in
${commands.flatMap(wordCases).map(indented).map(indented).join('\n')}
      esac
      ;;
  esac
  compopt +o default 2> /dev/null # offers no files
  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -W "$words" -- "$word")
}
complete -o default -F _${name.replaceAll('-', '_')} ${name}
`;
}

/** The cases of options with a value, after the option. */
function optionCases({ name, options }: CompletedCommand): string[] {
  return options.flatMap(({ flag, value }) =>
    value === undefined ? [] : [`*:${shellWord(`${name} ${flag}`)}) ${offer(value)} ;;`],
  );
}

/** The cases of an option that starts and of an argument. */
function wordCases({ name, options, argument }: CompletedCommand): string[] {
  const flags = options.map(({ flag }) => flag);
  return [
    `${shellWord(`${name} -`)}*) ${offer(flags)} ;;`,
    ...(argument === undefined ? [] : [`${shellWord(`${name} `)}*) ${offer(argument)} ;;`]),
  ];
}

/** Without an answer, bash offers files. */
function offer(value: CompletedValue): string {
  if (value === 'files') return 'return';
  return value === 'text' ? "words=''" : `words=${shellWord(value.join(' '))}`;
}

function indented(line: string): string {
  return `    ${line}`;
}
