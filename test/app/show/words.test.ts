import { ciRunOf } from '../../../lib/app/show/ci-run-words';
import { whoOf } from '../../../lib/app/show/principal-words';
import { retentionWords } from '../../../lib/app/show/retention-words';
import { whoText, wideWhoText } from '../../../lib/app/show/who';
import { loginCondition } from '../../../lib/review/access/operation-verdict';

describe('a run of a CI system', () => {
  test.each([
    ['repo:acme@1/app@2:ref:refs/heads/main', 'GitHub acme/app', 'branch main'],
    ['repo:acme/app:ref:refs/tags/v*', 'GitHub acme/app', 'tags v*'],
    ['repo:acme/app:environment:production', 'GitHub acme/app', 'environment production'],
    ['repo:acme/app:pull_request', 'GitHub acme/app', 'pull requests'],
    ['repo:acme/app:*', 'GitHub acme/app', 'any run'],
    ['repo:acme/app:ref:refs/heads/*', 'GitHub acme/app', 'any branch'],
    ['project_path:acme/team/app:ref_type:tag:ref:v1', 'GitLab acme/team/app', 'tag v1'],
    ['organization:acme:pipeline:app:ref:refs/heads/main:commit:*:step:*', 'Buildkite acme/app', 'branch main'],
    ['repo:acme/app:something:new', 'GitHub acme/app', 'something:new'],
  ])('%s', (subject, project, run) => {
    expect(ciRunOf(subject)).toMatchObject({ project, run });
  });

  test('is nothing else', () => {
    expect(ciRunOf('arn:aws:iam::123456789012:role/ci')).toBeUndefined();
  });
});

describe('a principal', () => {
  const env = { partition: 'aws', account: '123456789012', region: 'eu-west-1' };
  const function3 = 'arn:aws:lambda:eu-west-1:333333333333:function:';
  const cases: [string, string, string[], string][] = [
    ['an account', 'arn:aws:iam::111111111111:root', [], 'account 111111111111'],
    ['a user of this account', 'arn:aws:iam::123456789012:user/team/alice', [], 'user alice'],
    ['a role of another account', 'arn:aws:iam::111111111111:role/ci', [], 'role ci of account 111111111111'],
    ['an organization', '*', ['aws:PrincipalOrgID is o-a1b2c3d4e5'], 'organization o-a1b2c3d4e5'],
    ['anyone', '*', [], 'anyone'],
    ['anyone under a condition', '*', ['aws:SourceVpc is vpc-1'], 'anyone if aws:SourceVpc is vpc-1'],
    [
      'a service for two accounts',
      'codebuild.amazonaws.com',
      ['aws:SourceAccount is 111111111111 or 222222222222'],
      'CodeBuild of accounts 111111111111 and 222222222222',
    ],
    [
      'all functions',
      'lambda.amazonaws.com',
      [`aws:sourceARN is like ${function3}*`],
      'Lambda of account 333333333333',
    ],
    [
      'one function',
      'lambda.amazonaws.com',
      [`aws:SourceArn is ${function3}one`],
      `Lambda if aws:SourceArn is ${function3}one`,
    ],
    ['any source of a service', 'sagemaker.amazonaws.com', [], 'SageMaker'],
    ['with a login', 'arn:aws:iam::123456789012:user/alice', [loginCondition], 'user alice²'],
    [
      'of an account that must agree',
      'arn:aws:iam::111111111111:root',
      ['account 111111111111 allows it by its own policy'],
      'account 111111111111¹',
    ],
  ];
  test.each(cases)('%s', (_, principal, conditions, text) => {
    const { text: shown, marks } = whoText(whoOf({ principal, conditions, isUnknown: false }, env));
    expect(marks.includes('conditions') ? shown.replace('³', ` if ${conditions.join()}`) : shown).toBe(text);
  });

  test('with a long condition has a sign, and the whole condition if the screen is wide', () => {
    const condition = `aws:PrincipalTag/team is ${'x'.repeat(60)}`;
    const list = whoOf({ principal: '*', conditions: [condition], isUnknown: false }, env);
    expect(whoText(list)).toEqual({ text: 'anyone³', marks: ['conditions'] });
    expect(wideWhoText(list)).toEqual({ text: `anyone if ${condition}`, marks: [] });
  });

  test('whose access is unknown has a sign, and the open question', () => {
    const list = whoOf({ principal: '*', conditions: ['which account X is'], isUnknown: true }, env);
    expect(whoText(list)).toEqual({ text: 'anyone? (unknown: which account X is)', marks: ['unknown'] });
  });
});

describe('retention', () => {
  const rule = (rulePriority: number, selection: object, type = 'expire'): object => ({
    rulePriority,
    selection,
    action: type === 'expire' ? { type } : { type, targetStorageClass: 'archive' },
  });
  const newest = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 10 };
  const untagged = { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 1 };
  const shield = { tagStatus: 'tagged', countType: 'imageCountMoreThan', countNumber: 999999 };
  const unpulled = { tagStatus: 'any', countType: 'sinceImagePulled', countUnit: 'days', countNumber: 90 };
  const cases: [string, object[], string][] = [
    ['the newest images', [rule(1, newest)], 'keep the newest 10 images'],
    [
      'untagged images, and nothing of the others',
      [rule(1, untagged)],
      'expire untagged images after 1 day; keep all other images',
    ],
    [
      'protected tags',
      [
        rule(1, { ...shield, tagPatternList: ['release-*'] }),
        rule(2, { ...shield, tagPatternList: ['latest'] }),
        rule(3, newest),
      ],
      'keep all images tagged release-* or latest; keep the newest 10 images',
    ],
    ['an archive', [rule(1, unpulled, 'transition')], 'archive images after 90 days without a pull'],
  ];
  test.each(cases)('%s', (_, rules, words) => {
    expect(retentionWords({ LifecyclePolicyText: JSON.stringify({ rules }) })).toBe(words);
  });

  test('without a policy, and with one that is not shown', () => {
    expect(retentionWords(undefined)).toBe('kept until a user deletes them');
    expect(retentionWords({ LifecyclePolicyText: '${Policy}' })).toBe(
      'unknown: the templates do not show the lifecycle policy',
    );
  });
});
