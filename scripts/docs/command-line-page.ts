import { type Argument, type Command, type Option } from 'commander';
import { commands } from '../../lib/app/cli';
import { plainTerminal } from '../../lib/private/text/terminal';
import { code, markdownTable } from './markdown-table';

/** The reference of the command line, from the commands themselves. `npm run docs` writes it. */
export function renderCommandLine(): string {
  const program = commands(plainTerminal);
  const list = program.commands.map((command) => [
    `[${code(command.name())}](#${command.name()})`,
    sentence(command.description()),
  ]);
  return [
    '# The command line',
    `${program.description()} The program is ${code(program.name())}.`,
    markdownTable(['command', 'what it does'], list),
    ...optionTable(program),
    '## Exit status',
    exitStatus,
    ...program.commands.map(section),
  ].join('\n\n');
}

const exitStatus = markdownTable(
  ['status', 'meaning'],
  [
    ['0', 'The command did what it was asked to do.'],
    ['1', 'It failed, `check` found a problem, or `review` found something that `--fail-on` lists.'],
    ['2', 'An argument or option is not valid.'],
  ],
);

function section(command: Command): string {
  return [
    `## ${command.name()}`,
    sentence(command.description()),
    shell(`ecr-publishing ${command.name()} ${command.usage()}`),
    ...argumentTable(command.registeredArguments),
    ...optionTable(command),
    ...textAfterHelp(command),
  ].join('\n\n');
}

function argumentTable(all: readonly Argument[]): string[] {
  if (all.length === 0) return [];
  const rows = all.map((argument) => {
    const { required, variadic, description, argChoices = [] } = argument;
    const name = `${argument.name()}${variadic ? '...' : ''}`;
    return [
      code(required ? `<${name}>` : `[${name}]`),
      meaning(description, argChoices),
      shownDefault(required, argument.defaultValue as unknown),
    ];
  });
  return [markdownTable(['argument', 'meaning', 'default'], rows)];
}

function optionTable(command: Command): string[] {
  const options = command.createHelp().visibleOptions(command);
  const own = command.parent === null ? options : options.filter(({ long }) => long !== '--help');
  return own.length === 0 ? [] : [markdownTable(['option', 'meaning', 'default'], own.map(optionRow))];
}

function optionRow({ flags, description, argChoices = [], mandatory, defaultValue }: Option): string[] {
  return [code(flags), meaning(description, argChoices), shownDefault(mandatory, defaultValue)];
}

function meaning(description: string, choices: readonly string[]): string {
  return choices.length === 0 ? description : `${description}: ${choices.map(code).join(', ')}`;
}

function shownDefault(required: boolean, value: unknown): string {
  if (value !== undefined) return code(typeof value === 'string' ? value : JSON.stringify(value));
  return required ? 'required' : '';
}

/** The text after the help, such as an example: a line that ends with a colon, and commands. */
function textAfterHelp(command: Command): string[] {
  let help = '';
  command.configureOutput({ writeOut: (text) => void (help += text) }).outputHelp();
  return help
    .slice(command.helpInformation().length)
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [title = '', ...lines] = part.split('\n');
      return [title, shell(lines.map((line) => line.trim()).join('\n'))].join('\n\n');
    });
}

function shell(text: string): string {
  return `\`\`\`sh\n${text.trim()}\n\`\`\``;
}

function sentence(description: string): string {
  return `${description.charAt(0).toUpperCase()}${description.slice(1)}.`;
}
