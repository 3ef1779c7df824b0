import { readTextFile } from '../../../review/index';
import { ConfigError } from '../problem';
import { parseConfig } from './yaml';

/** A file of 20,000 repositories with some settings has 2 MB. */
const mostMegabytes = 5;

/** The content of a YAML or JSON file as plain data, not yet validated. */
export function readConfigFile(path: string): unknown {
  const read = readTextFile(path, { megabytes: mostMegabytes, remedy: 'Check that it is the right file.' });
  if ('problem' in read) {
    const remedy = read.problem === 'does not exist' ? ". Run 'ecr-publishing init' to write a starter." : '';
    throw refusal(path, `${read.problem}${remedy}`);
  }
  const data = parseConfig(read.text, path);
  if (data !== null && data !== undefined) return data;
  throw refusal(
    path,
    "must be a config, got an empty file. Run 'ecr-publishing init' in another folder for a starter.",
  );
}

function refusal(path: string, problem: string): ConfigError {
  return new ConfigError([{ path: '', message: `${path} ${problem}` }]);
}
