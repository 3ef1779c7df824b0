import { full, problemsIn, refuses, withValue } from './config-cases';

describe('the connection to GitHub', () => {
  const what = 'must be the ARN of a connection (arn:aws:codeconnections:...), got';
  refuses('builds[0].source.connectionArn', [
    ['junk', `${what} 'junk'`],
    ['arn:aws:s3:::bucket', `${what} 'arn:aws:s3:::bucket'`],
    [
      'arn:aws:codeconnections:eu-west-2:123456789012:connection/11111111-2222-3333-4444-555555555555',
      "must be in account 123456789012 and Region us-east-1, where environment 'prod' is, got account 123456789012 and " +
        'Region eu-west-2',
    ],
  ]);
});

describe('the source', () => {
  const connectionArn = full.builds[0]?.source.connectionArn;
  refuses('builds[0].source', [
    [{}, 'must hold exactly one of github, codeCommit, s3, got none'],
    [
      { codeCommit: 'service', s3: { bucket: 'sources', key: 'service.zip' } },
      'must hold exactly one of github, codeCommit, s3, got codeCommit and s3',
    ],
    [
      { github: 'acme/service', connectionArn, codeCommit: 'service' },
      'must hold exactly one of github, codeCommit, s3, got github and codeCommit',
    ],
  ]);

  test.each([
    [{ github: 'acme/service' }, ['connectionArn: must be given with github']],
    [
      { codeCommit: 'service', connectionArn, branches: ['main'] },
      ['branches: goes with github only', 'connectionArn: goes with github only'],
    ],
    [{ github: 'acme/service', connectionArn, branch: 'main' }, ['branch: goes with codeCommit only']],
    [{ s3: { bucket: 'sources' } }, ['s3.key: must be given']],
  ])('fails when it is %j', (source, problems) => {
    const lines = problems.map((problem) => `builds[0].source.${problem}`);
    expect(problemsIn(withValue(full, 'builds[0].source', source))).toEqual(lines);
  });

  refuses('builds[1].source.codeCommit', [
    ['a.git', "must be the name of a CodeCommit repository, got 'a.git'; at most 100 letters, digits, '.', '_', '-'"],
  ]);
  refuses('builds[2].source.s3.bucket', [
    ['*', "must be the name of an S3 bucket, got '*'; 3 to 63 lower case letters, digits, '.' and '-'"],
  ]);
  refuses('builds[2].source.s3.key', [
    ['*', "must be the key of one S3 object, got '*'; it takes no wildcard"],
    ['', "must be the key of an S3 object, got ''"],
  ]);
});

describe('the image', () => {
  refuses('builds[0].platforms', [
    [['linux/arm64', 'linux/amd64'], 'must be one platform; make a build for each'],
    [[], 'must list at least one value, got an empty list; leave the key out for none'],
  ]);
  refuses('builds[0].platforms[0]', [
    ['windows/amd64', "must be one of linux/amd64 and linux/arm64, got 'windows/amd64'"],
  ]);
  const path = 'must be a path within the source, got';
  for (const key of ['dockerfile', 'context']) {
    refuses(`builds[0].${key}`, [
      ['/etc/passwd', `${path} '/etc/passwd'; it starts at the source, not at '/'`],
      ['../secrets', `${path} '../secrets'; '..' leaves the source`],
      ['a;id', `${path} 'a;id'; letters, digits and './_@+- ' only`],
      ['$(id)', `${path} '$(id)'; letters, digits and './_@+- ' only`],
    ]);
  }
});
