import { parse } from 'yaml';
import { type Fields, fieldsOf, textsOf } from '../shape';
import { type BuildProject, type PlainVariable, plainVariables } from './build-projects';

/** One simple command of a phase, such as `docker push app:latest`, without the words of Bash around it. */
export interface PhaseCommand {
  readonly phase: string;
  readonly text: string;
  /** Whether it runs even if a command of its phase failed. */
  readonly isFinally: boolean;
  /** Whether the build goes on if it fails, as with `|| true` or in a condition. */
  readonly mayFail: boolean;
}

/** The commands of a buildspec that the template contains, with the variables filled in whose values are known. */
export function phaseCommandsOf(project: BuildProject): readonly PhaseCommand[] {
  const commands = Object.entries(fieldsOf(documentOf(project).phases)).flatMap(([phase, body]) => {
    const { commands: list, finally: last } = fieldsOf(body);
    const read = (texts: unknown, isFinally: boolean): PhaseCommand[] =>
      textsOf(texts).flatMap((text) => simpleCommands(text).map((one) => ({ ...one, phase, isFinally })));
    return [...read(list, false), ...read(last, true)];
  });
  const variables = knownVariables(project, commands);
  return commands.map((command) => ({ ...command, text: filledIn(command.text, variables) }));
}

/** The setting for a phase that fails, such as `ABORT`. */
export function onFailureOf(project: BuildProject, phase: string): unknown {
  return fieldsOf(fieldsOf(documentOf(project).phases)[phase])['on-failure'];
}

/** The plain variables of the buildspec. */
export function buildspecVariables(project: BuildProject): PlainVariable[] {
  return Object.entries(fieldsOf(fieldsOf(documentOf(project).env).variables)).flatMap(([name, value]) => {
    return typeof value === 'string' ? [{ name, value }] : [];
  });
}

function documentOf({ buildspec = '' }: BuildProject): Fields {
  try {
    return fieldsOf(parse(buildspec, { logLevel: 'silent' }));
  } catch {
    return {}; // CodeBuild refuses it, too
  }
}

const condition = /^(?:if|elif|while|until|!)\s/;
const wordsOfBash =
  /^(?:(?:if|elif|while|until|then|do|else|sudo(?:\s+-[EHn]+)*|time|timeout\s+\S+|nohup|exec|!|\{|[A-Za-z_]\w*=\S*)\s+)*(?:\/[\w./-]+\/(?=(?:docker|podman)\s))?/;
/** Options of Docker before its command that do not change the daemon. */
const optionsOfDocker = /^docker(?:\s+(?:-D|--debug|(?:-l|--log-level|--config)[ =]\S+))+(?=\s)/;
const redirection = /\s(?:\d|&)?>{1,2}\s?&?[\w./$-]+/g;

/** Splits a line of Bash at its separators. Text in quotes is one argument. */
function simpleCommands(text: string): Pick<PhaseCommand, 'text' | 'mayFail'>[] {
  const pieces = text
    .replace(/\\\n/g, ' ')
    .replace(/"[^"]*"|'[^']*'/g, (quotes) => quotes.replace(/[\n;&|(`>]/g, ' '))
    .replace(redirection, '')
    .split(/([\n;&|(`]+)/);
  return pieces.flatMap((piece, index) => {
    const whole = piece.trim();
    const one = whole.replace(wordsOfBash, '').replace(optionsOfDocker, 'docker');
    if (index % 2 === 1 || one === '' || one.startsWith('#')) return [];
    return [{ text: one, mayFail: condition.test(whole) || (pieces[index + 1] ?? '').startsWith('||') }];
  });
}

const assignment = /^(?:export\s+)?([A-Za-z_]\w*)=(?:"([^"$`]*)"|'([^']*)'|([^\s"'$`]*))$/;

/** The variables of the project and of the buildspec, and those to which one command gives a literal value. */
function knownVariables(project: BuildProject, commands: readonly PhaseCommand[]): ReadonlyMap<string, string> {
  const given = [...buildspecVariables(project), ...plainVariables(project)];
  const variables = new Map(given.map(({ name, value }) => [name, value]));
  const names = commands.flatMap(({ text }) => /^(?:export\s+)?([A-Za-z_]\w*)=/.exec(text)?.[1] ?? []);
  for (const { text } of commands) {
    const name = /^(?:(?:export|for|read)\s+)?([A-Za-z_]\w*)(?:=|\s+in\s|$)/.exec(text)?.[1];
    if (name === undefined) continue;
    const [, , ...values] = assignment.exec(text) ?? [];
    const value = values.find((one: string | undefined) => one !== undefined);
    if (value !== undefined && names.filter((one) => one === name).length === 1) variables.set(name, value);
    else variables.delete(name);
  }
  return variables;
}

function filledIn(command: string, variables: ReadonlyMap<string, string>): string {
  return command.replace(/\$(?:\{(\w+)(?::?-[^{}]*)?\}|(\w+))/g, (whole, braced?: string, plain?: string) => {
    return variables.get(braced ?? plain ?? '') ?? whole;
  });
}
