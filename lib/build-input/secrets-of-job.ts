import { type Problem, quote, refuseIf } from '../private/validation/validation';
import { type BuildSecret } from './build-secret';
import { type StoredBuildSecret } from './stored-build-secret';

/** The secrets of a build in a CI system, by the ids of their mounts. */
export interface SecretsOfJob {
  /** The names of those in the CI system. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The secrets in AWS, which the role reads. */
  readonly storedSecrets: Readonly<Record<string, StoredBuildSecret>>;
}

/** A CI system, as far as its secrets are concerned. */
interface SystemOfSecrets {
  /** The secrets that the role may read. */
  readonly readable?: readonly BuildSecret[];
  /** The name of the secret in the CI system, if it is there. */
  readonly nameOf: (secret: BuildSecret) => string | undefined;
  /** The problem with a secret of another CI system. */
  readonly otherProblem: (secret: BuildSecret) => string;
}

/** The secrets of a build. Refuses one of another CI system, and one of AWS that the role may not read. */
export function secretsOfJob(secrets: Readonly<Record<string, BuildSecret>>, system: SystemOfSecrets): SecretsOfJob {
  const named: Record<string, string> = {};
  const stored: Record<string, StoredBuildSecret> = {};
  for (const [id, secret] of Object.entries(secrets)) {
    const name = system.nameOf(secret);
    if (name !== undefined) named[id] = name;
    else if (secret._stored === undefined) refuseIf(`secrets.${id}`, system.otherProblem(secret));
    else {
      refuseIf(`secrets.${id}`, storedProblem(secret._stored, system.readable ?? []));
      stored[id] = secret._stored;
    }
  }
  return { secrets: named, storedSecrets: stored };
}

/** A secret as `read_stored` takes it. */
export function storedText(mount: string, { kind, name, region, jsonKey }: StoredBuildSecret): string {
  return JSON.stringify({ mount, kind, name, region, jsonKey });
}

function storedProblem({ arn, kind, name, region }: StoredBuildSecret, readable: readonly BuildSecret[]): Problem {
  if (name === undefined || region === undefined) {
    return (
      `must have a name and a Region that are known at synth, got a token. The job reads the ${kind} by them. Give the ${kind} a ` +
      'name, and its stack a Region.'
    );
  }
  if (name.includes('${{')) return `must have a name without expressions of GitHub, got ${quote(name)}`;
  return readable.some(({ _stored }) => _stored?.arn === arn)
    ? undefined
    : `must be one of the \`secrets\` of the role, got the ${kind} ${quote(name)}, which the role may not read. Add it there.`;
}
