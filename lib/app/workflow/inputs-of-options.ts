import { ImageCompatibility, ImageProvenance } from '../../build-input/attestations';
import { BuildSecret } from '../../build-input/build-secret';
import { type BuildInputOptions } from '../../build-input/build-input-options';
import { ciVariableRule } from '../../private/ci/ci-variable';
import { gitHubSecretNameRule } from '../../private/ci/github-secret';
import { quote, type Rule } from '../../private/validation/validation';
import { UsageError } from '../usage-error';

/** The options of the command line about the inputs of an image. */
export interface InputFlags {
  readonly buildArg?: string[];
  readonly env?: string[];
  readonly secret?: string[];
  readonly artifact?: string[];
  readonly submodules?: boolean;
  readonly lfs?: boolean;
  readonly alwaysPull?: boolean;
  readonly provenance?: `${ImageProvenance}`;
  /** `false` for an image without a list of its packages. */
  readonly sbom: boolean;
  readonly compatibility?: `${ImageCompatibility}`;
  /** `false` for a build of all layers. */
  readonly cache?: string | false;
  readonly commandBefore?: string[];
  readonly commandAfter?: string[];
}

type Inputs = Pick<
  BuildInputOptions,
  | 'buildArgs'
  | 'environmentVariables'
  | 'secrets'
  | 'artifacts'
  | 'submodules'
  | 'lfs'
  | 'alwaysPull'
  | 'noCache'
  | 'provenance'
  | 'sbom'
  | 'compatibility'
  | 'commandsBeforeBuild'
  | 'commandsAfterPush'
>;

/** The place of secrets in a CI system: the rule for their names, and the secret of a name. */
interface SecretPlace {
  readonly rule: Rule;
  readonly secretOf: (name: string) => BuildSecret;
}

const gitHubSecrets: SecretPlace = {
  rule: gitHubSecretNameRule('NPM_TOKEN'),
  secretOf: (name) => BuildSecret.fromGitHubSecret(name),
};
const ciVariables: SecretPlace = { rule: ciVariableRule, secretOf: (name) => BuildSecret.fromCiVariable(name) };

/** The inputs of an image. The file that they become part of validates their names and values, except the form of pairs. */
export function inputsOf(flags: InputFlags, system: 'GitHub' | 'other'): Inputs {
  const { buildArg, env, secret, artifact: artifacts, submodules, lfs, alwaysPull } = flags;
  const { commandBefore: commandsBeforeBuild, commandAfter: commandsAfterPush } = flags;
  const place = system === 'GitHub' ? gitHubSecrets : ciVariables;
  return {
    buildArgs: buildArg && Object.fromEntries(pairsOf('build-arg', 'NAME=VALUE', buildArg)),
    environmentVariables: env && Object.fromEntries(pairsOf('env', 'NAME=VALUE', env)),
    secrets:
      secret &&
      Object.fromEntries(pairsOf('secret', 'ID=SOURCE', secret).map(([id, name]) => [id, secretOf(id, name, place)])),
    artifacts,
    submodules,
    lfs,
    alwaysPull,
    noCache: flags.cache === false || undefined,
    provenance: Object.values(ImageProvenance).find((value) => value === flags.provenance),
    sbom: flags.sbom ? undefined : false,
    compatibility: Object.values(ImageCompatibility).find((value) => value === flags.compatibility),
    commandsBeforeBuild,
    commandsAfterPush,
  };
}

/** The pairs of an option. A message repeats only names, because a value may be a secret. */
function pairsOf(option: string, form: string, texts: readonly string[]): [string, string][] {
  const pairs = texts.map((text): [string, string] => {
    const at = text.indexOf('=');
    if (at < 1)
      throw new UsageError(`\`--${option}\` must be ${form}, got ${at < 0 ? "no '='" : "nothing before '='"}.`);
    return [text.slice(0, at), text.slice(at + 1)];
  });
  const names = pairs.map(([name]) => name);
  const again = names.find((name, index) => names.indexOf(name) < index);
  if (again !== undefined) throw new UsageError(`\`--${option}\` must have each name once, got ${quote(again)} again.`);
  return pairs;
}

function secretOf(id: string, name: string, { rule, secretOf: storedAs }: SecretPlace): BuildSecret {
  const problem = rule(name);
  if (problem === undefined) return storedAs(name);
  const remedy = name.startsWith('arn:')
    ? ' For a secret of AWS, describe `workflow` of the publisher in the config.'
    : '';
  throw new UsageError(`\`--secret.${id}\` ${problem.replace(/[^.]$/, '$&.')}${remedy}`);
}
