import { run } from './command';

/** The commands that the help of the program lists, without `help` itself. */
export function commandNames(): string[] {
  const [, list = ''] = run('--help').stdout.split('\nCommands:\n');
  const [own = ''] = list.split('\n\n');
  return (own.match(/^ {2}[a-z-]+/gm) ?? []).map((name) => name.trim()).filter((name) => name !== 'help');
}
