import { parse } from 'yaml';
import { fieldsOf, textsOf } from '../shape';
import { type BuildProject, plainVariables } from './build-projects';

/** One simple command of a phase, such as `docker push app:latest`, without the words of Bash around it. */
export interface PhaseCommand {
  readonly phase: string;
  readonly text: string;
}

/** The commands of a buildspec that the template contains, with the plain variables of the project filled in. */
export function phaseCommandsOf(project: BuildProject): readonly PhaseCommand[] {
  const document = documentOf(project);
  const variables = new Map(plainVariables(project).map(({ name, value }) => [name, value]));
  for (const [name, value] of Object.entries(fieldsOf(fieldsOf(document.env).variables))) {
    if (typeof value === 'string' && !variables.has(name)) variables.set(name, value);
  }
  return Object.entries(fieldsOf(document.phases)).flatMap(([phase, body]) => {
    const { commands, finally: last } = fieldsOf(body);
    return [...textsOf(commands), ...textsOf(last)].flatMap((text) =>
      simpleCommands(text).map((one) => ({ phase, text: filledIn(one, variables) })),
    );
  });
}

/** The setting for a phase that fails, such as `ABORT`. */
export function onFailureOf(project: BuildProject, phase: string): unknown {
  return fieldsOf(fieldsOf(documentOf(project).phases)[phase])['on-failure'];
}

function documentOf({ buildspec = '' }: BuildProject): ReturnType<typeof fieldsOf> {
  try {
    return fieldsOf(parse(buildspec, { logLevel: 'silent' }));
  } catch {
    return {}; // CodeBuild refuses it, too
  }
}

const wordsOfBash = /^(?:(?:then|do|else|if|sudo|time|exec|!|\{|[A-Za-z_]\w*=\S*)\s+)*/;

/** Splits a line of Bash at its separators. Text in quotes is one argument. */
function simpleCommands(text: string): string[] {
  return text
    .replace(/\\\n/g, ' ')
    .replace(/"[^"]*"|'[^']*'/g, (quotes) => quotes.replace(/[\n;&|(]/g, ' '))
    .split(/[\n;&|(]+/)
    .map((one) => one.trim().replace(wordsOfBash, ''))
    .filter((one) => one !== '' && !one.startsWith('#'));
}

function filledIn(command: string, variables: ReadonlyMap<string, string>): string {
  return command.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, plain?: string) => {
    return variables.get(braced ?? plain ?? '') ?? whole;
  });
}
