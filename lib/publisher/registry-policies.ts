import { Stack } from 'aws-cdk-lib';
import { type IRole } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { type ImageRegistry, refuseRepeatedRegistries, storedCredentials } from '../base-image/image-registry';
import { MirrorPolicy } from '../base-image/mirror-policy';
import { bindMirrors, type RegistryMirror } from '../base-image/registry-mirror';
import { foreignArnProblem } from '../private/aws/partition';
import { type StatementJson } from '../private/aws/policy-document';
import { warnOfSecret } from '../private/constructs/secret-warnings';
import { refuseIf } from '../private/validation/validation';

/** The registries that the images of a role start from. */
export interface Registries {
  readonly registries?: readonly ImageRegistry[];
  readonly mirrors?: readonly RegistryMirror[];
}

/** How many managed policies a role needs for its registries. */
export function registryPolicyCount({ registries = [], mirrors = [] }: Registries): number {
  return Math.min(registries.length, 1) + Math.min(mirrors.length, 1);
}

/** The statements that let a role read the credentials of its registries. */
export function registryStatements(scope: Construct, { registries = [] }: Registries): StatementJson[] {
  refuseRepeatedRegistries('registries', registries);
  return registries.flatMap((registry, index) => {
    const path = `registries[${index}]`;
    const { statements, place } = storedCredentials(path, registry);
    for (const { Resource: arn } of statements) refuseIf(path, foreignArnProblem(String(arn), Stack.of(scope)));
    warnOfSecret(scope, path, place, 'a job');
    return statements;
  });
}

/** Lets a role pull through the caches of its mirrors. */
export function attachMirrorPolicy(scope: Construct, role: IRole, { mirrors = [] }: Registries): void {
  const caches = bindMirrors(scope, mirrors).filter(({ resources }) => resources.length > 0);
  if (caches.length > 0) new MirrorPolicy(scope, 'Mirrors', role, caches);
}
