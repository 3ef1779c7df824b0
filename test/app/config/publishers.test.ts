import { full, problemsIn, type Refusal, refuses, withValue } from '../config-cases';

const trust = 'publishers[0].github[0]';

describe('GitHub repositories', () => {
  const what = "must be a GitHub repository as 'owner/name', got";
  const refusals: Refusal[] = [
    ['acme', `${what} 'acme'. The owner or the name is missing`],
    ['acme/app/x', `${what} 'acme/app/x'. Use exactly one slash`],
    ['https://github.com/acme/app', `${what} 'https://github.com/acme/app'. Omit the address of the server`],
    ['https://u:p@github.com/a/b', `${what} a text that looks like a secret. Omit the address of the server`],
    ['acme/app.git', `${what} 'acme/app.git'. Omit '.git'`],
    ['acme /app', `${what} 'acme /app'. An owner has at most 39 letters, digits and single hyphens`],
    ['-acme/app', `${what} '-acme/app'. An owner has at most 39 letters, digits and single hyphens`],
    ['acme/*', `${what} 'acme/*'. A wildcard would trust other repositories. Name each one`],
    ['*', `${what} '*'. A wildcard would trust other repositories. Name each one`],
    ['acme/äpp', `${what} 'acme/äpp'. The character U+00E4 at index 5 is not ASCII`],
  ];
  refuses(`${trust}.repository`, refusals);
  refuses('builds[0].source.github', refusals);
});

describe('GitHub ids', () => {
  const what = 'must be a numeric GitHub id as digits, got';
  for (const path of [`${trust}.ownerId`, `${trust}.repositoryId`]) {
    refuses(path, [
      [2, `${what} the number 2. Write it in quotes`],
      [1e21, `${what} the number 1e+21. Write it in quotes`],
      ['abc', `${what} 'abc'`],
      ['-1', `${what} '-1'`],
      ['0', `${what} '0'`],
      ['', `${what} ''`],
      ['*', `${what} '*'`],
    ]);
  }
  refuses(trust, [
    [
      { repository: 'acme/app', ownerId: '1', branches: ['main'] },
      'must have both ownerId and repositoryId, or neither',
    ],
    [
      { repository: 'acme/app' },
      'must name branches, tags, environments, branchPatterns or tagPatterns. Without one, any run could publish.',
    ],
  ]);
});

describe('branches, tags and environments', () => {
  const branch = 'must be the name of one Git branch, got';
  const branches: Refusal[] = [
    ['*', `${branch} '*'. A wildcard would match other branches. Name each one`],
    ['release/*', `${branch} 'release/*'. A wildcard would match other branches. Name each one`],
    ['refs/heads/main', `${branch} 'refs/heads/main'. Omit 'refs/heads/': 'main'`],
    ['a b', `${branch} 'a b'. Git does not accept such a ref name`],
    ['a..b', `${branch} 'a..b'. Git does not accept such a ref name`],
    ['x.lock', `${branch} 'x.lock'. Git does not accept such a ref name`],
    ['a~1', `${branch} 'a~1'. Git does not accept such a ref name`],
    ['', `${branch} an empty text`],
    ['${aws:username}', `${branch} '\${aws:username}'. IAM would replace the variable. Write the name`],
  ];
  refuses(`${trust}.branches[0]`, branches);
  refuses('builds[0].source.branches[0]', branches);
  refuses('builds[1].source.branch', branches);
  refuses(`${trust}.tags[0]`, [
    ['refs/tags/v1', "must be the name of one Git tag, got 'refs/tags/v1'. Omit 'refs/tags/': 'v1'"],
    ['v*', "must be the name of one Git tag, got 'v*'. A wildcard would match other tags. Name each one"],
  ]);
  refuses(`${trust}.environments[0]`, [
    [
      '*',
      "must be the name of one GitHub environment, got '*'. A wildcard would match other environments. Name each one",
    ],
  ]);
  refuses(`${trust}.branches`, [
    [[], 'must list at least one value, got an empty list. Leave the key out instead.'],
    ['main', "must be a list, got 'main'. Write ['main']."],
  ]);
});

describe('branch and tag patterns, workflows and refs of GitHub', () => {
  const trust = 'publishers[1].github[0]';
  const ids = { ownerId: '1', repositoryId: '2' };
  const patterns = (key: string, pattern: string) =>
    problemsIn(withValue(full, trust, { repository: 'acme/app', ...ids, [key]: ['ok/*', pattern] }));

  test.each([
    [
      'branchPatterns',
      '*',
      "Git branches with '*' for any text, got '*'. That would match every branch. Name a part of them",
    ],
    ['branchPatterns', 'main', "Git branches with '*' for any text, got 'main'. It has no '*'. Use branch()"],
    ['tagPatterns', 'v?', "Git tags with '*' for any text, got 'v?'. A pattern does not contain '?'"],
  ])('fails when one of %s is %s', (key, pattern, problem) => {
    expect(patterns(key, pattern)).toEqual([`${trust}.${key}[1]: must be a pattern of ${problem}`]);
  });

  test.each([
    ['branchPatterns', 'release/*'],
    ['tagPatterns', '*'],
  ])('takes %s like %s', (key, pattern) => {
    expect(patterns(key, pattern)).toEqual([]);
  });

  refuses(`${trust}.jobWorkflowRef`, [
    [
      'publish.yml',
      "must be a workflow as 'OWNER/REPOSITORY/.github/workflows/FILE.yml@REF', got 'publish.yml'. The ref is missing. " +
        'Without it, the workflow of any branch would be trusted',
    ],
  ]);
  refuses(`${trust}.acceptNameOnly`, [['yes', "must be true or false, got 'yes'. Write true."]]);
  refuses('publishers[1].github[1].ref', [
    [
      'main',
      "must be a Git ref in full, like 'refs/heads/main', got 'main'. " +
        "A branch starts with 'refs/heads/', and a tag with 'refs/tags/'",
    ],
  ]);

  test('fails when a ref is set together with branches and tags', () => {
    const both = { repository: 'acme/app', ...ids, branches: ['main'], tagPatterns: ['v*'], ref: 'refs/heads/main' };
    expect(problemsIn(withValue(full, trust, both))).toEqual([
      `${trust}.ref: applies to environments only, got branches and tagPatterns too. Put the environments in ` +
        'their own entry.',
    ]);
  });

  test('fails when names are accepted without ids', () => {
    const alone = { repository: 'acme/app', branches: ['main'], acceptNameOnly: true };
    expect(problemsIn(withValue(full, trust, alone))).toEqual([
      `${trust}.acceptNameOnly: requires ownerId and repositoryId`,
    ]);
  });
});

describe('what else a publisher reaches', () => {
  refuses('publishers[1].repositoryPrefixes[0]', [
    [
      'team',
      "must be the start of repository names, up to a slash, like 'team-a/', got 'team'. " +
        "Without the slash it is also the start of other teams' names",
    ],
  ]);
  refuses('publishers[1].pullRepositories[0]', [['nope', "must be the name of a repository of this file, got 'nope'"]]);

  test('fails when prefixes are of several Regions of an account', () => {
    const ofBoth = withValue(full, 'publishers[1].environments', ['prod', 'london']) as typeof full;
    const plain = withValue(ofBoth, 'publishers[1].workflow', undefined) as typeof full;
    expect(problemsIn(withValue(plain, 'publishers[1].createRepositories', undefined))).toEqual([
      "publishers[1].repositoryPrefixes: requires one Region in each account, got a second one in environment 'london'. Add a publisher for each Region.",
    ]);
  });

  test('fails when what it pulls is in none of its environments', () => {
    const pulls = withValue(full, 'publishers[1].pullRepositories', ['service']) as typeof full;
    const apart = withValue(pulls, 'repositories[0].environments', ['test']);
    expect(problemsIn(apart)).toContain(
      "publishers[1].pullRepositories[0]: repository 'service' is not deployed to prod. Add prod to its environments, or remove it from the publisher.",
    );
  });
});

describe('your own GitHub', () => {
  refuses('github.issuer', [
    [{}, 'must have exactly one of enterprise, dataResidency, enterpriseServer, got none'],
    [
      { enterprise: 'acme', dataResidency: 'acme' },
      'must have exactly one of enterprise, dataResidency, enterpriseServer, got enterprise and dataResidency',
    ],
  ]);
  refuses('github.issuer.enterprise', [
    [
      '/acme/',
      "must be an enterprise's slug, like 'acme-inc', got '/acme/'. Omit the slashes and the text around them",
    ],
  ]);

  test.each([
    [
      'dataResidency',
      'acme.ghe.com',
      "must be the subdomain of an enterprise on GHE.com, like 'acme', got 'acme.ghe.com'. Omit '.ghe.com': 'acme'",
    ],
    [
      'enterpriseServer',
      'https://github.acme.com',
      "must be the host of a GitHub Enterprise Server, like 'github.acme.com', got 'https://github.acme.com'. " +
        "Omit the scheme, which is always 'https'",
    ],
  ])('fails when %s is %s', (key, value, problem) => {
    expect(problemsIn(withValue(full, 'github.issuer', { [key]: value }))).toEqual([
      `github.issuer.${key}: ${problem}`,
    ]);
  });

  test.each([{ dataResidency: 'acme' }, { enterpriseServer: 'github.acme.com' }])('takes %j', (issuer) => {
    expect(problemsIn(withValue(full, 'github', { issuer }))).toEqual([]);
  });
});

describe('deploys', () => {
  const ecs = 'must be an ECS name, got';
  for (const key of ['cluster', 'service']) {
    refuses(`publishers[0].deploys[0].${key}`, [
      ['*', `${ecs} '*'. Use at most 255 letters, digits, '_' and '-'`],
      ['a/b', `${ecs} 'a/b'. Use at most 255 letters, digits, '_' and '-'`],
    ]);
  }
  refuses('publishers[0].deploys[0].passRoles[0]', [
    ['*', "must be an IAM role name, got '*'. Use only letters, digits and '+=,.@-_'"],
    [
      'arn:aws:iam::123456789012:role/*',
      "must be the ARN of an IAM role such as 'arn:aws:iam::111122223333:role/name', got " +
        "'arn:aws:iam::123456789012:role/*'. IAM accepts no wildcard in a principal. Name each role.",
    ],
  ]);
});

describe('deploys of all kinds', () => {
  const lambda = { lambda: 'api' };
  const restart = { cluster: 'c', service: 's', restart: true };
  test.each<[object, string[]]>([
    [{ service: 's' }, ['cluster: is required, unless lambda is set']],
    [{}, ['cluster: is required, unless lambda is set', 'service: is required, unless lambda is set']],
    [{ ...lambda, container: 'web' }, ['container: must not be set with lambda']],
    [{ ...lambda, passRoles: ['tasks'] }, ['passRoles: must not be set with lambda']],
    [{ cluster: 'c', service: 's', alias: 'live' }, ['alias: requires lambda']],
    [{ ...restart, family: 'f' }, ['family: must not be set with restart, which changes no task definition']],
    [{ ...lambda, timeoutMinutes: 361 }, ['timeoutMinutes: must be a whole number from 1 to 360, got the number 361']],
    [
      { lambda: 'a:live' },
      ["lambda: must be the name of a Lambda function, got 'a:live'. Use at most 64 letters, digits, '_' and '-'"],
    ],
  ])('%j is refused', (deploy, problems) => {
    expect(problemsIn(withValue(full, 'publishers[0].deploys', [deploy]))).toEqual(
      problems.map((problem) => `publishers[0].deploys[0].${problem}`),
    );
  });
  test.each<[object]>([[{ ...lambda, alias: 'live' }], [restart], [{ cluster: 'c', service: 's', container: 'web' }]])(
    '%j is accepted',
    (deploy) => {
      expect(problemsIn(withValue(full, 'publishers[0].deploys', [deploy]))).toEqual([]);
    },
  );

  test.each<[object, string]>([
    [
      restart,
      '[0].restart: must not be set if no tag of the image moves. The tasks would start with the image from before. Add a tag ' +
        'that moves, such as fixed: [latest], or leave `restart` out.',
    ],
    [lambda, '[0].lambda: requires compatibility: lambda, since Lambda accepts no other image'],
    [
      { cluster: 'c', service: 's', timeoutMinutes: 60 },
      ': must end before the build does, got 60 minutes for all deployments and 60 minutes for the build. Raise ' +
        'timeoutMinutes of the build, or lower that of the deployments.',
    ],
    [
      { cluster: 'c', service: 's', environments: ['nope'] },
      "[0].environments[0]: must be the name of an environment of this file, got 'nope'",
    ],
  ])('a build with the deployment %j is refused', (deploy, problem) => {
    expect(problemsIn(withValue(full, 'builds[1].deploys', [deploy]))).toEqual([`builds[1].deploys${problem}`]);
  });
});

describe('words', () => {
  refuses('github.provider', [['maybe', "must be one of create, import, got 'maybe'"]]);
  refuses('builds[0].builder', [['kaniko', "must be one of buildx, earthly, script, got 'kaniko'"]]);
  refuses('checks[0]', [
    [
      'awssolutions',
      'must be one of AwsSolutions, HIPAA.Security, NIST.800.53.R4, NIST.800.53.R5, PCI.DSS.321, Serverless, got ' +
        "'awssolutions'. Did you mean 'AwsSolutions'?",
    ],
  ]);
  refuses('shards', [[0, 'must be a whole number from 1 to 100, got the number 0']]);
  for (const version of [0, 2, 1.5, null, true]) {
    refuses('version', [[version, 'must be 1, the version of this format']]);
  }
  refuses('version', [['1', 'must be 1, the version of this format. Write 1 without quotes.']]);
});

describe('acknowledgements', () => {
  const finding = 'must be the id of a finding of cdk-nag, checkov or the review, got';
  refuses('acknowledgements[0].id', [
    ['AwsSolutions', `${finding} 'AwsSolutions'. Examples are 'AwsSolutions-ECR1' and 'CKV_AWS_136'.`],
    ['W1', `${finding} 'W1'. Examples are 'AwsSolutions-ECR1' and 'CKV_AWS_136'.`],
  ]);
  const reason = 'must be a reason for an auditor, got';
  refuses('acknowledgements[0].reason', [
    ['n/a', `${reason} 'n/a'. Write at least 20 characters.`],
    ['todo', `${reason} 'todo'. Write at least 20 characters.`],
    ['x'.repeat(30), `${reason} '${'x'.repeat(30)}'. Write at least 20 characters.`],
    ['', 'must be a reason, got an empty text'],
    [
      'because\u200b of a good reason',
      "must not have the control or invisible character U+200B, got 'because\\u{200b} of a good reason'. Remove it.",
    ],
  ]);
});

test('an ARN of the older name of the service is a connection too', () => {
  const arn = 'arn:aws:codestar-connections:us-east-1:123456789012:connection/11111111-2222-3333-4444-555555555555';
  expect(problemsIn(withValue(full, 'builds[0].source.connectionArn', arn))).toEqual([]);
});
