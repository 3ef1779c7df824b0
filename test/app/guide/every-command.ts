import {
  allow,
  allowOn,
  byService,
  login,
  pull,
  push,
  repository,
  role,
  type TemplateResource,
} from '../../review/reviewed';
import { document } from '../../review/reviewed';

/** A template whose pages have every command. */
export const everyCommand: Readonly<Record<string, TemplateResource>> = {
  App: repository(
    'team/app',
    allow([...push, ...pull, 'ecr:DescribeImages', 'ecr:ListImages'], { AWS: 'arn:aws:iam::222222222222:role/ci' }),
    allow(pull, { AWS: 'arn:aws:iam::111111111111:root' }),
    allow(
      pull,
      { Service: 'lambda.amazonaws.com' },
      {
        ArnLike: { 'aws:SourceArn': 'arn:aws:lambda:eu-west-1:222222222222:function:*' },
      },
    ),
    allow(pull, { Service: 'codebuild.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': '222222222222' } }),
  ),
  Incoming: repository('incoming/alice'),
  Task: role('task', byService('ecs-tasks.amazonaws.com'), login, allowOn(pull, 'team/app')),
  Alice: contributor('alice', 'incoming/alice'),
};

/** A role like the one that `TemporaryPushAccess` creates. */
export function contributor(name: string, repositoryName: string): TemplateResource {
  const before = { DateLessThan: { 'aws:CurrentTime': '2026-12-01T00:00:00Z' } };
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: `incoming-${name}`,
      AssumeRolePolicyDocument: document([
        allow(
          'sts:AssumeRole',
          { AWS: 'arn:aws:iam::123456789012:role/user-services' },
          {
            ...before,
            StringEquals: { 'sts:RoleSessionName': name },
          },
        ),
      ]),
      Policies: [
        {
          PolicyName: 'push',
          PolicyDocument: document([
            { ...login, Condition: before },
            { ...allowOn([...push, 'ecr:BatchGetImage'], repositoryName), Condition: before },
          ]),
        },
      ],
    },
  };
}

/** The same template without the account and Region in the ARNs of repositories. */
export const everyCommandAnywhere = JSON.parse(
  JSON.stringify(everyCommand).replace(/arn:aws:ecr:[^:"]+:\d{12}:/g, 'arn:aws:ecr:*:*:'),
) as typeof everyCommand;
