import { type Argument, type Command, type Option } from 'commander';

/** The kind of a value, or its words: a shell offers names of files, these words, or nothing. */
export type CompletedValue = 'files' | 'text' | readonly string[];

/** An option of a command. */
export interface CompletedOption {
  /** The long form, such as `--format`. */
  readonly flag: string;
  readonly description: string;
  /** Whether it may be repeated. */
  readonly repeated: boolean;
  /** Its value. Undefined for an option without one. */
  readonly value?: CompletedValue;
}

/** A command of the program, or the program itself. */
export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Its arguments. Undefined for a command without arguments. */
  readonly argument?: CompletedValue;
}

/** The facts about a program that a completion script needs. */
export interface CompletedProgram extends CompletedCommand {
  readonly commands: readonly CompletedCommand[];
}

/** The commands of a program with their options. */
export function completedProgram(program: Command): CompletedProgram {
  return { ...completed(program), commands: program.commands.map(completed) };
}

function completed(command: Command): CompletedCommand {
  const [argument] = command.registeredArguments;
  const options = command.createHelp().visibleOptions(command);
  return {
    name: command.name(),
    description: command.description(),
    options: options.map(completedOption),
    argument: argument && argumentValue(argument),
  };
}

function completedOption(option: Option): CompletedOption {
  const { long, description, variadic, required, optional } = option;
  const value = required || optional ? optionValue(option) : undefined;
  return { flag: long ?? '', description, repeated: variadic, value };
}

/** The names of values that are files or folders. */
const fileNames = ['file', 'path', 'folder', 'templates'];

function optionValue({ argChoices, flags }: Option): CompletedValue {
  if (argChoices) return argChoices;
  const [, name = ''] = /<(\w+)/.exec(flags) ?? [];
  return fileNames.includes(name) ? 'files' : 'text';
}

/** Without choices, the arguments of all commands are files. */
function argumentValue({ argChoices }: Argument): CompletedValue {
  return argChoices ?? 'files';
}
