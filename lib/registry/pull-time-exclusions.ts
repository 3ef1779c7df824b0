import { Token } from 'aws-cdk-lib';
import { CfnPullTimeUpdateExclusion } from 'aws-cdk-lib/aws-ecr';
import { type Construct } from 'constructs';
import { roleOrUserArnRule } from '../private/aws/principal-arn';
import { quote, refuseIf, validate, validateList } from '../private/validation/validation';

/** Adds the principals whose pulls do not count as the last pull of an image. */
export function addPullTimeExclusions(settings: Construct, principals: readonly string[] | undefined): void {
  if (principals === undefined) return;
  validateList('pullTimeExclusions', principals);
  principals.forEach((principalArn, index) => {
    const path = `pullTimeExclusions[${index}]`;
    validate(path, principalArn, roleOrUserArnRule);
    refuseIf(
      path,
      principals.indexOf(principalArn) < index
        ? `must be listed once, got ${quote(principalArn)} again. Remove it.`
        : undefined,
    );
    const name = Token.isUnresolved(principalArn)
      ? String(index)
      : principalArn.split(':').slice(4).join(':').replaceAll('/', ':');
    new CfnPullTimeUpdateExclusion(settings, `PullTime-${name}`, { principalArn });
  });
}
