import { evaluate, type Verdict } from '../../../lib/review/evaluation/access-evaluator';
import { unresolved } from '../../../lib/review/texts/symbolic-text';
import { type Statement } from '../../../lib/review/templates/template-graph';
import { account, allow, repositoryArn, request } from './evaluator-requests';

type Row = readonly [name: string, statement: Partial<Statement>, decision: Verdict['decision'], text?: string];

const rows: readonly Row[] = [
  ['an action in any case', { actions: ['ECR:putimage'] }, 'allowed'],
  ['a pattern of actions', { actions: ['s3:*', 'ecr:Put*'] }, 'allowed'],
  ['another action', { actions: ['ecr:BatchGetImage'] }, 'denied'],
  ['no action', { actions: [] }, 'denied'],
  ['NotAction of others', { notActions: ['s3:*'] }, 'allowed'],
  ['NotAction of this', { notActions: ['ecr:*'] }, 'denied'],
  [
    'an action with a hole',
    { actions: [`ecr:${unresolved('Verb')}Image`] },
    'unknown',
    'whether ecr:${Verb}Image is ecr:PutImage',
  ],
  ['NotAction with a hole', { notActions: [unresolved('Action')] }, 'unknown', 'whether ${Action} is ecr:PutImage'],
  ['the repository', { resources: [repositoryArn] }, 'allowed'],
  ['a pattern', { resources: ['arn:aws:ecr:*:repository/serv*'] }, 'allowed'],
  ['another repository', { resources: [`${repositoryArn}-2`] }, 'denied'],
  ['NotResource of another', { notResources: [`${repositoryArn}-2`] }, 'allowed'],
  ['NotResource of this', { notResources: ['arn:aws:ecr:*'] }, 'denied'],
  [
    'a resource with a hole',
    { resources: [`arn:aws:ecr:${unresolved('AWS::Region')}:${account}:repository/service`] },
    'unknown',
    'whether the resource is arn:aws:ecr:${AWS::Region}:111111111111:repository/service',
  ],
  [
    'a variable that the request leaves open',
    { resources: [`arn:aws:ecr:*:*:repository/\${aws:PrincipalTag/team}`] },
    'conditional',
    'the resource is arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team}',
  ],
  ['a variable that it fixes', { resources: ['arn:aws:ecr:*:*:repository/${aws:PrincipalTag/name}'] }, 'allowed'],
  [
    'a variable before the fifth colon, which IAM does not fill in',
    { resources: [`arn:aws:ecr:*:\${aws:PrincipalAccount}:repository/*`] },
    'unknown',
    'whether the resource is arn:aws:ecr:*:${aws:PrincipalAccount}:repository/*',
  ],
  ['a variable that it has not', { resources: ['*${aws:username}'] }, 'denied'],
  ['a variable that it has not, with a default', { resources: ["*${aws:username, 'service'}"] }, 'allowed'],
  [
    'NotResource with a variable that it has not',
    { notResources: ['*${aws:username}'] },
    'unknown',
    'whether the resource is *${aws:username}',
  ],
  ['a condition of the template', { when: ['IsProd'] }, 'conditional', 'template condition IsProd'],
  ['what could not be read', { unreadable: 'the resource is Fn::GetAZs' }, 'unknown', 'the resource is Fn::GetAZs'],
  ['what could not be read of another action', { actions: ['s3:*'], unreadable: 'its resource' }, 'denied'],
];

for (const [name, statement, decision, text] of rows) {
  test(name, () => {
    const context = { 'aws:principalaccount': [account], 'aws:username': [], 'aws:principaltag/name': ['service'] };
    const verdict = evaluate(request({}, { context }), { identity: [allow(statement)] });
    expect(verdict).toMatchObject({ decision, conditions: text === undefined ? [] : [text] });
  });
}

test('a login is for all resources, not for patterns of some', () => {
  const login = request({}, { action: 'ecr:GetAuthorizationToken', resource: { arn: '*', account } });
  const logsIn = (resource: string) =>
    evaluate(login, { identity: [allow({ actions: ['ecr:*'], resources: [resource] })] }).decision;
  expect(logsIn('*')).toBe('allowed');
  expect(logsIn('arn:aws:ecr:*')).toBe('denied');
});
