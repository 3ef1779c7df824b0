import { audienceRule, thumbprintRule } from '../../lib/publisher/issuer-rules';
import { accountIdRule } from '../../lib/private/aws/account-id';
import { bucketNameRule } from '../../lib/private/aws/bucket-name';
import { codeCommitNameRule } from '../../lib/private/aws/codecommit-name';
import { connectionArnRule } from '../../lib/private/aws/connection-arn';
import { containerImageRule } from '../../lib/private/oci/container-image';
import { earthlyTargetRule } from '../../lib/private/ci/earthly';
import { ecsNameRule } from '../../lib/private/aws/ecs-name';
import { branchRule, gitTagRule } from '../../lib/private/git/git-ref';
import { gitHubEnvironmentRule } from '../../lib/github/github-environment';
import { gitHubIdRule, gitHubRepositoryRule } from '../../lib/private/ci/github-repository';
import { imagePlatformRule } from '../../lib/private/oci/image-platform';
import { kmsKeyArnRule } from '../../lib/private/aws/kms-key-arn';
import { organizationIdRule } from '../../lib/private/aws/organization-id';
import { roleArnRule, userArnRule } from '../../lib/private/aws/principal-arn';
import { projectNameRule } from '../../lib/private/aws/project-name';
import { regionNameRule } from '../../lib/private/aws/region-name';
import { repositoryNameRule } from '../../lib/private/oci/repository-name';
import { roleNameOrArnRule, roleNameRule } from '../../lib/private/aws/role-name';
import { s3KeyRule } from '../../lib/private/aws/s3-key';
import { sourcePathRule } from '../../lib/private/git/source-path';
import { stageRule } from '../../lib/private/oci/stage-name';
import {
  imageTagRule,
  lifecycleTagPatternRule,
  mutableTagRule,
  tagPrefixRule,
} from '../../lib/private/oci/tag-pattern';
import { quote } from '../../lib/private/validation/validation';

const rules = {
  accountIdRule,
  audienceRule,
  branchRule,
  bucketNameRule,
  codeCommitNameRule,
  connectionArnRule,
  containerImageRule,
  earthlyTargetRule,
  ecsNameRule,
  stageRule,
  gitHubEnvironmentRule,
  gitHubIdRule,
  gitHubRepositoryRule,
  gitTagRule,
  imagePlatformRule,
  imageTagRule,
  kmsKeyArnRule,
  lifecycleTagPatternRule,
  mutableTagRule,
  organizationIdRule,
  projectNameRule,
  regionNameRule,
  repositoryNameRule,
  roleArnRule,
  roleNameOrArnRule,
  roleNameRule,
  s3KeyRule,
  sourcePathRule,
  tagPrefixRule,
  thumbprintRule,
  userArnRule,
};

/** Texts of about this length, of what makes a careless expression try again and again. */
const hostile = (length: number) => [
  `${'a'.repeat(length)}!`,
  `${'a-'.repeat(length / 2)}!`,
  `aa${'-a'.repeat(length / 2)}`,
  `${'a/'.repeat(length / 2)}!`,
  `${'.a'.repeat(length / 2)}!`,
  `${'*a'.repeat(length / 2)}!`,
  `a${' '.repeat(length)}!`,
  `0${'0'.repeat(length)}`,
  `https://${':'.repeat(length)}`,
  '://'.repeat(length / 4),
  `refs/heads/${'a'.repeat(length)}!`,
  `arn:aws:iam::111122223333:role/${'a/'.repeat(length / 2)}!`,
  `arn:aws-${'-'.repeat(length)}`,
  `o-${'a'.repeat(length)}!`,
  '\n'.repeat(length / 10),
  '\u200b'.repeat(length / 10),
  '\uff11'.repeat(length / 10),
];

/** An expression that tries again from each character needs many seconds for these, so its test ends by Jest's limit. */
const long = hostile(100_000);

test.each(Object.entries(rules))('%s checks a hundred kilobytes at once, with a short message', (_, rule) => {
  for (const text of long) {
    const problem = rule(text) ?? '';
    expect(problem).not.toBe('');
    expect(problem.length).toBeLessThan(400);
  }
});

test('quote shows a megabyte at once, in short', () => {
  for (const text of hostile(1_000_000)) {
    expect(quote(text).length).toBeLessThan(100);
  }
}, 60_000);
