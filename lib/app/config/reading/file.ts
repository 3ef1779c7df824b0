import { readTextFile } from '../../../review/index';
import { ConfigError } from '../problem';
import { parseConfig } from './yaml';

/** A file of 20,000 repositories with some settings has 2 MB. */
const mostMegabytes = 5;

/** The content of a YAML or JSON file as plain data, not yet validated. */
export function readConfigFile(path: string): unknown {
  return readFile(path, {
    missing: "does not exist. Run 'ecr-publishing init' to write a starter.",
    empty: "must be a config, got an empty file. Run 'ecr-publishing init' in another folder for a starter.",
  });
}

/** The content of a team's file as plain data, not yet validated. */
export function readTeamFile(path: string): unknown {
  return readFile(path, {
    missing: 'does not exist. Correct the link.', // a link matches a pattern even if it leads nowhere
    empty: 'must be the file of a team, got an empty file. Write `team`, `owners` and `prefixes` into it.',
  });
}

/** Problems, worded to follow the name of the file. */
interface Remedies {
  readonly missing: string;
  readonly empty: string;
}

function readFile(path: string, { missing, empty }: Remedies): unknown {
  const read = readTextFile(path, { megabytes: mostMegabytes, remedy: 'Check that it is the right file.' });
  if ('problem' in read) throw refusal(path, read.problem === 'does not exist' ? missing : read.problem);
  const data = parseConfig(read.text, path);
  if (data !== null && data !== undefined) return data;
  throw refusal(path, empty);
}

function refusal(path: string, problem: string): ConfigError {
  return new ConfigError([{ path: '', message: `${path} ${problem}`, file: path }]);
}
