import { Stack } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { type BuildSecret } from '../build-input/build-secret';
import { foreignArnProblem } from '../private/aws/partition';
import { type StatementJson } from '../private/aws/policy-document';
import { warnOfSecret } from '../private/constructs/secret-warnings';
import { listProblem, refuseIf } from '../private/validation/validation';

/** The statements that let a role read the secrets of its builds. Refuses one that is listed twice, or that is not in AWS. */
export function secretStatements(scope: Construct, secrets: readonly BuildSecret[] | undefined): StatementJson[] {
  if (secrets === undefined) return [];
  refuseIf('secrets', listProblem(secrets));
  const arns = secrets.map(({ _stored }) => _stored?.arn);
  return secrets.flatMap((secret, index) => {
    const path = `secrets[${index}]`;
    const bound = secret._bind?.();
    refuseIf(path, bound === undefined ? otherProblem(secret) : undefined);
    const isRepeated = arns.indexOf(arns[index]) < index;
    refuseIf(path, isRepeated ? `must be listed once, got ${secret._stored?.name ?? 'the same'} again` : undefined);
    const statements = bound?.statements ?? [];
    for (const { Resource: arn } of statements) refuseIf(path, foreignArnProblem(String(arn), Stack.of(scope)));
    if (secret._stored?.place) warnOfSecret(scope, path, secret._stored.place, 'a job');
    return statements;
  });
}

function otherProblem({ _gitHub: gitHub }: BuildSecret): string {
  const got = gitHub === undefined ? 'a variable of GitLab or Bitbucket' : 'one of GitHub';
  return `must be a secret of AWS, got ${got}, which needs no permission. Use it in the \`secrets\` of the build only.`;
}
