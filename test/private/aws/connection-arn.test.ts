import { connectionArnRule } from '../../../lib/private/aws/connection-arn';
import { hostileTexts, refuses, takes } from '../rule-cases';

const id = 'connection/0a1b2c3d-1111-2222-3333-444455556666';

takes(connectionArnRule, [
  `arn:aws:codeconnections:eu-west-1:111122223333:${id}`,
  `arn:aws:codestar-connections:eu-west-1:111122223333:${id}`,
  `arn:aws-us-gov:codeconnections:us-gov-west-1:111122223333:${id}`,
]);

refuses(connectionArnRule, 'the ARN of a connection (arn:aws:codeconnections:...)', [
  ...hostileTexts,
  ['is a name', 'github', "got 'github'"],
  ['is an id', '0a1b2c3d-1111-2222-3333-444455556666', "got '0a1b2c3d-1111-2222-3333-444455556666'"],
  [
    'is of another service',
    'arn:aws:codebuild:eu-west-1:111122223333:connection/0a',
    "got 'arn:aws:codebuild:eu-west-1:111122223333:connection/0a'",
  ],
  [
    'is a host',
    'arn:aws:codeconnections:eu-west-1:111122223333:host/0a',
    "got 'arn:aws:codeconnections:eu-west-1:111122223333:host/0a'",
  ],
  [
    'has no Region',
    'arn:aws:codeconnections::111122223333:connection/0a',
    "got 'arn:aws:codeconnections::111122223333:connection/0a'",
  ],
  [
    'has no account',
    'arn:aws:codeconnections:eu-west-1::connection/0a',
    "got 'arn:aws:codeconnections:eu-west-1::connection/0a'",
  ],
  [
    'is any connection',
    'arn:aws:codeconnections:eu-west-1:111122223333:connection/*',
    "got 'arn:aws:codeconnections:eu-west-1:111122223333:connection/*'",
  ],
  ['is a token of GitHub', 'ghp_0123456789abcdefghij', 'got a text that looks like a secret'],
  [
    'is a policy variable',
    'arn:aws:codeconnections:eu-west-1:111122223333:connection/${x}',
    "got 'arn:aws:codeconnections:eu-west-1:111122223333:connection/${x}'",
  ],
]);
