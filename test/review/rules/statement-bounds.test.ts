import { allow, pull, repository, reviewOf } from '../reviewed';

function messageOf(id: string, principal: unknown, condition: object): string | undefined {
  const report = reviewOf({ App: repository('app', allow(pull, principal, condition)) });
  return report.findings.find((finding) => finding.id === id)?.message;
}

const lambda = { Service: 'lambda.amazonaws.com' };

test.each([
  ['arn:aws:s3:::*', "aws:SourceArn accepts any account by 'arn:aws:s3:::*'"],
  ['arn:aws:lambda:*:*:function:*', "aws:SourceArn accepts any account by 'arn:aws:lambda:*:*:function:*'"],
])('a source ARN without an account is no bound: %s', (value, why) => {
  expect(messageOf('ecr-policy-service-without-source', lambda, { ArnLike: { 'aws:SourceArn': value } })).toBe(
    `A statement lets 'lambda.amazonaws.com' use repository 'app' under a condition that does not limit it: ${why}. ` +
      "Any account's resource of that service can use it.",
  );
});

test.each(['arn:aws:s3:::my-bucket*', 'arn:aws:lambda:eu-west-1:123456789012:function:*'])(
  'a source ARN with an account, or with a bucket, is a bound: %s',
  (value) => {
    const condition = { ArnLike: { 'aws:SourceArn': value } };
    expect(messageOf('ecr-policy-service-without-source', lambda, condition)).toBeUndefined();
  },
);

test('the ARN of a principal without an account is no bound for everyone', () => {
  const condition = { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ci' } };
  expect(messageOf('ecr-policy-weakly-bounded', '*', condition)).toContain(
    "aws:PrincipalArn accepts any account by 'arn:aws:iam::*:role/ci'",
  );
});
