import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, Validations } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { writeOutput } from '../../../lib/app/review/output-file';
import { AccessReport } from '../../../lib/review/report/access-report';
import { env, newApp } from '../../synthesis';
import { allow, pull, repository } from '../../review/reviewed';
import { folderWith, run } from '../command';

interface Row {
  readonly principal: string;
}

const open = repository('app', allow(pull, '*'));
const granted = repository('app', allow(pull, { AWS: 'arn:aws:iam::111111111111:root' }));
const none = repository('app');

/** The path of a template with one repository. */
function templateWith(resource: object): string {
  return join(folderWith({ 'app.json': { Resources: { App: resource } } }), 'app.json');
}

test('prints a table of who can do what, and what is wrong', () => {
  const { stdout, stderr, exitCode } = run('review', templateWith(open));
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  expect(stdout).toContain('ecr-policy-open-to-everybody');
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test('prints JSON with its keys', () => {
  const report = JSON.parse(run('review', templateWith(granted), '--format', 'json').stdout) as Record<string, Row[]>;
  expect(Object.keys(report)).toEqual([
    'repositories',
    'principals',
    'access',
    'findings',
    'unreviewed',
    'assumptions',
  ]);
  expect(report.access?.map(({ principal }) => principal)).toEqual(['arn:aws:iam::111111111111:root']);
});

test.each([
  ['markdown', '##'],
  ['html', '<!doctype html>'],
  ['sarif', '"version": "2.1.0"'],
])('prints %s', (format, text) => {
  expect(run('review', templateWith(open), '--format', format).stdout.toLowerCase()).toContain(text);
});

test('--output writes to a file and prints nothing', () => {
  const template = templateWith(granted);
  const output = join(template, '..', 'report.json');
  expect(run('review', template, '--format', 'json', '--output', output)).toEqual({
    stdout: '',
    stderr: '',
    exitCode: 0,
  });
  expect(Object.keys(JSON.parse(readFileSync(output, 'utf8')) as object)).toContain('access');
});

test('fails if the file cannot be written', () => {
  const template = templateWith(granted);
  const output = join(template, 'report.json');
  expect(run('review', template, '--output', output)).toEqual({
    stdout: '',
    stderr: `${output} must be a file that can be written, got a path that leads through a file\n`,
    exitCode: 1,
  });
});

describe('--against', () => {
  test('prints the differences', () => {
    const change = run('review', templateWith(granted), '--against', templateWith(none), '--format', 'json');
    const { added, ...rest } = JSON.parse(change.stdout) as Record<string, Row[]>;
    expect(added?.map(({ principal }) => principal)).toEqual(['arn:aws:iam::111111111111:root']);
    expect(Object.keys(rest)).toEqual(['removed', 'widened', 'narrowed', 'changes', 'findings', 'unreviewed']);
  });

  test.each([
    ['widened', open, granted, 1],
    ['widened', granted, none, 1],
    ['widened', none, granted, 0],
    ['widened', granted, granted, 0],
    ['error', open, granted, 1],
    ['error', open, open, 0],
  ])('with --fail-on %s has the right exit status (case %#)', (what, now, before, exitCode) => {
    const args = ['review', templateWith(now), '--against', templateWith(before), '--fail-on', what];
    expect(run(...args).exitCode).toBe(exitCode);
  });

  const encrypted = { EncryptionConfiguration: { EncryptionType: 'KMS' } };
  const replacedGranted = { ...granted, Properties: { ...(granted.Properties as object), ...encrypted } };

  test.each([
    [replacedGranted, granted, 1],
    [granted, granted, 0],
    [open, granted, 0],
  ])('with --fail-on destructive has the right exit status (case %#)', (now, before, exitCode) => {
    const args = ['review', templateWith(now), '--against', templateWith(before), '--fail-on', 'destructive'];
    expect(run(...args).exitCode).toBe(exitCode);
  });

  test.each([
    [{ Ref: 'AWS::StackId' }, 1],
    ['granted', 0],
  ])('with --fail-on unknown has the right exit status (case %#)', (RepositoryName, exitCode) => {
    const named = (name: unknown) =>
      templateWith({ ...granted, Properties: { ...(granted.Properties as object), RepositoryName: name } });
    const args = ['review', named(RepositoryName), '--against', named('granted'), '--fail-on', 'unknown'];
    expect(run(...args).exitCode).toBe(exitCode);
  });

  test('in SARIF has what is destroyed and all findings', () => {
    const args = ['review', templateWith(replacedGranted), '--against', templateWith(granted), '--format', 'sarif'];
    const { runs } = JSON.parse(run(...args).stdout) as { runs: { results: { ruleId: string; level: string }[] }[] };
    expect(runs[0]?.results.map(({ ruleId, level }) => `${level} ${ruleId}`)).toEqual([
      'error change-replaced',
      'warning repository-mutable-tags',
      'note repository-without-lifecycle',
    ]);
  });
});

test.each([
  ['error', open, 1],
  ['error', none, 0],
  ['warning', open, 1],
])('--fail-on %s has the right exit status (case %#)', (what, resource, exitCode) => {
  expect(run('review', templateWith(resource), '--fail-on', what).exitCode).toBe(exitCode);
});

test.each([
  ['no template', ['review']],
  ['an unknown format', ['review', 'x.json', '--format', 'pdf']],
  ['--fail-on widened without --against', ['review', 'x.json', '--fail-on', 'widened']],
  ['--images without --against', ['review', 'x.json', '--images', 'images.json']],
  ['--now without --images', ['review', 'x.json', '--against', 'y.json', '--now', '2026-12-01T00:00:00Z']],
  [
    '--now without a time zone',
    ['review', 'x.json', '--against', 'y.json', '--images', 'i.json', '--now', '2026-12-01'],
  ],
  ['--fail-on destructive without --against', ['review', 'x.json', '--fail-on', 'destructive']],
  ['--fail-on unknown without --against', ['review', 'x.json', '--fail-on', 'unknown']],
])('ends with status 2 if the usage is wrong: %s', (_, args) => {
  const { exitCode, stderr } = run(...args);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^error: /);
});

describe('acknowledgements', () => {
  const reason = 'The tags of this mirror follow those of its source.';
  const openProps = { repositoryPolicyText: { Version: '2012-10-17', Statement: [allow(pull, '*')] } };
  const moving = { imageTagMutability: 'MUTABLE', repositoryName: 'approved' };
  const ofMoving = 'repository-mutable-approved-tags';
  const ofOpen = 'ecr-policy-open-to-everybody';

  /** The assembly of an app with one repository, in which these findings are acknowledged at the stack. */
  function assembly(props: object, acknowledged: Readonly<Record<string, string>> = {}): string {
    // The CDK CLI sets this. It gives findings the paths of their constructs.
    const app = newApp({ context: { 'aws:cdk:enable-path-metadata': true } });
    const stack = new Stack(app, 'Stack', { env });
    new CfnRepository(stack, 'Repository', props);
    for (const [id, why] of Object.entries(acknowledged)) {
      Validations.of(stack).acknowledge({ id: `EcrPublishingChecks::${id}`, reason: why });
    }
    return app.synth().directory;
  }

  interface Found {
    readonly id: string;
    readonly acknowledged?: string;
    readonly fix: string;
  }

  /** A finding of a review, and the exit status. */
  function found(id: string, ...args: string[]): { finding?: Found; exitCode: number } {
    const { stdout, exitCode } = run('review', ...args, '--fail-on', 'error', '--format', 'json');
    const { findings } = JSON.parse(stdout) as { findings: Found[] };
    return { finding: findings.find((finding) => finding.id === id), exitCode };
  }

  const file = (content: unknown) => join(folderWith({ 'accepted.yaml': content }), 'accepted.yaml');

  test('of an app apply at the construct or above it, and are listed', () => {
    const directory = assembly(moving, { [ofMoving]: reason });
    expect(found(ofMoving, directory)).toMatchObject({ finding: { acknowledged: reason }, exitCode: 0 });
    expect(run('review', directory).stdout).toContain('follow those of its');
    const { findings } = AccessReport.ofAssembly(directory);
    expect(findings.find(({ id }) => id === ofMoving)?.acknowledged).toBe(reason);
  });

  test('do not apply if the reason is too short', () => {
    const { finding, exitCode } = found(ofMoving, assembly(moving, { [ofMoving]: 'Known.' }));
    expect(exitCode).toBe(1);
    expect(finding).not.toHaveProperty('acknowledged');
    expect(finding?.fix).toBe(
      "Set ImageTagMutability to IMMUTABLE, without exclusions. Its acknowledgement at 'Stack' does not count: the " +
        'reason is too short, so give one of at least 20 characters.',
    );
  });

  test('of an app do not apply to an error that opens a repository to everyone', () => {
    const { finding, exitCode } = found(ofOpen, assembly(openProps, { [ofOpen]: reason }));
    expect(exitCode).toBe(1);
    expect(finding).not.toHaveProperty('acknowledged');
    expect(finding?.fix).toMatch(
      / Its acknowledgement at 'Stack' does not count: an error that opens access to everyone can be acknowledged only in a file of the reviewer, with --acknowledgements\.$/,
    );
  });

  test.each([
    ['the path of a construct', [{ id: ofOpen, path: 'Stack/Repository', reason }]],
    ['the path of its parent', [{ id: `EcrPublishingChecks::${ofOpen}`, path: 'Stack', reason }]],
    ['a resource', [{ id: ofOpen, resource: 'Repository', reason }]],
    ['a resource of a template', [{ id: ofOpen, resource: 'Repository', template: 'Stack', reason }]],
    ['a key', { acknowledgements: [{ id: ofOpen, resource: 'Repository', reason }] }],
    ['YAML', `- { id: ${ofOpen}, resource: Repository, reason: ${reason} }`],
  ])('of a reviewer apply to a finding, by %s', (_, content) => {
    const { finding, exitCode } = found(ofOpen, assembly(openProps), '--acknowledgements', file(content));
    expect({ acknowledged: finding?.acknowledged, exitCode }).toEqual({ acknowledged: reason, exitCode: 0 });
  });

  test.each([
    ['another finding', { id: ofMoving, path: 'Stack' }],
    ['another path', { id: ofOpen, path: 'Stack/Repo' }],
    ['another resource', { id: ofOpen, resource: 'Other' }],
    ['another template', { id: ofOpen, resource: 'Repository', template: 'Other' }],
  ])('of a reviewer do not apply to %s', (_, about) => {
    const { finding, exitCode } = found(
      ofOpen,
      assembly(openProps),
      '--acknowledgements',
      file([{ ...about, reason }]),
    );
    expect(finding).not.toHaveProperty('acknowledged');
    expect(exitCode).toBe(1);
  });

  test('are ignored with --ignore-acknowledgements, on both sides of a comparison', () => {
    const directory = assembly(moving, { [ofMoving]: reason });
    const { finding, exitCode } = found(ofMoving, directory, '--ignore-acknowledgements');
    expect(finding).not.toHaveProperty('acknowledged');
    expect(exitCode).toBe(1);
    const [before, after] = [assembly({ repositoryName: 'app' }), directory];
    expect(found(ofMoving, after, '--against', before).finding).toBeUndefined();
    expect(found(ofMoving, after, '--against', before, '--ignore-acknowledgements').finding).toBeDefined();
  });

  test('of a reviewer fail with all of their problems', () => {
    const path = file([
      { id: 'nope', reason: 'short', path: 'a', resource: 'b' },
      { id: ofOpen, reason, repositories: ['app'], template: 'Stack' },
      { reason: 5, path: '' },
      'text',
    ]);
    expect(run('review', assembly(openProps), '--acknowledgements', path)).toEqual({
      stdout: '',
      stderr: [
        "acknowledgements[0].id: must be the id of a finding of the review, got 'nope'",
        "acknowledgements[0].reason: must be a reason of at least 20 characters, got 'short'",
        'acknowledgements[0]: must have either the path of a construct or the logical id of a resource',
        "acknowledgements[1]: must not have the key 'repositories'. The keys are id, reason, path, resource, template.",
        'acknowledgements[1]: must have either the path of a construct or the logical id of a resource',
        'acknowledgements[1].template: requires a resource',
        'acknowledgements[2].reason: must be a text that is not empty',
        'acknowledgements[2].path: must be a text that is not empty',
        'acknowledgements[2].id: must be the id of a finding of the review, got nothing',
        'acknowledgements[3]: must be a mapping with an id, a reason and a path or a resource',
      ]
        .map((line) => `${path}: ${line}\n`)
        .join(''),
      exitCode: 1,
    });
  });

  test('of a reviewer fail if they are not a list', () => {
    const path = file({ id: ofOpen });
    expect(run('review', assembly(openProps), '--acknowledgements', path).stderr).toBe(
      `${path} must be a list of acknowledgements, each with an id, a reason and a path or a resource\n`,
    );
  });
});

describe('the account, Region and partition', () => {
  const arnOf = (...args: string[]) => {
    const { stdout } = run('review', ...args, '--format', 'json');
    return (JSON.parse(stdout) as { repositories: { arn: string }[] }).repositories.map(({ arn }) => arn);
  };
  const place = ['--account', '123456789012', '--region', 'cn-north-1'];

  test('apply to a template that does not specify them', () => {
    const arn = 'arn:aws-cn:ecr:cn-north-1:123456789012:repository/app';
    expect(arnOf(templateWith(none), ...place)).toEqual([arn]);
    expect(arnOf(templateWith(none), ...place, '--partition', 'aws-cn')).toEqual([arn]);
  });

  test('apply to both sides of a comparison', () => {
    const { stdout } = run(
      'review',
      templateWith(granted),
      '--against',
      templateWith(granted),
      ...place,
      '--format',
      'json',
    );
    expect((JSON.parse(stdout) as { added: unknown[] }).added).toEqual([]);
  });

  test.each([
    ['--account', '111111111111', 'account 123456789012'],
    ['--region', 'us-east-1', 'Region eu-west-1'],
    ['--partition', 'aws-cn', 'partition aws'],
  ])('fail if %s contradicts the assembly', (option, value, fixed) => {
    const app = newApp();
    new CfnRepository(new Stack(app, 'Stack', { env }), 'Repository');
    expect(run('review', app.synth().directory, option, value)).toEqual({
      stdout: '',
      stderr: `${option} contradicts the cloud assembly: stack 'Stack' is for ${fixed}, not ${value}. Leave ${option} out, or review the other templates alone.\n`,
      exitCode: 1,
    });
  });
});

describe('--fail-on with parts that could not be read', () => {
  const hidden = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './nowhere.yaml' } };

  test.each([
    ['unreviewed', none, 0],
    ['unreviewed', hidden, 1],
    ['error,unreviewed', hidden, 1],
    ['error, warning', hidden, 0],
    ['warning,error', open, 1],
  ])('%s has the right exit status (case %#)', (list, resource, exitCode) => {
    expect(run('review', templateWith(resource), '--fail-on', list).exitCode).toBe(exitCode);
  });

  test.each([
    ['unreviewed', none, hidden, 0],
    ['unreviewed', hidden, none, 1],
    ['unreviewed', hidden, hidden, 0],
    ['widened', hidden, none, 1],
    ['widened', hidden, hidden, 0],
  ])('%s in a comparison has the right exit status (case %#)', (list, now, before, exitCode) => {
    const args = ['review', templateWith(now), '--against', templateWith(before), '--fail-on', list];
    expect(run(...args).exitCode).toBe(exitCode);
  });
});

test.each([
  [
    ['--fail-on', 'error,destroyed'],
    "error: option '--fail-on <list>' argument 'error,destroyed' is invalid. It must be a list of warning, error, widened, unreviewed, destructive, unknown, got 'destroyed'.",
  ],
  [
    ['--account', '1234'],
    "error: option '--account <id>' argument '1234' is invalid. It must be an account: 12 digits.",
  ],
  [
    ['--region', 'Europe'],
    "error: option '--region <name>' argument 'Europe' is invalid. It must be a Region, such as 'eu-west-1'.",
  ],
  [
    ['--partition', 'aws-moon'],
    "error: option '--partition <name>' argument 'aws-moon' is invalid. Allowed choices are aws-cn, aws-us-gov, aws-iso, aws-iso-b, aws-iso-f, aws-iso-e, aws-eusc, aws.",
  ],
  [
    ['--partition', 'aws', '--region', 'cn-north-1'],
    "error: option '--partition aws' contradicts '--region cn-north-1', which is in partition aws-cn",
  ],
  [
    ['--acknowledgements', 'a.yaml', '--ignore-acknowledgements'],
    "error: option '--ignore-acknowledgements' cannot be used with option '--acknowledgements <file>'",
  ],
])('ends with status 2 on %j', (args, message) => {
  expect(run('review', 'x.json', ...args)).toEqual({ stdout: '', stderr: `${message}\n`, exitCode: 2 });
});

describe('bad input fails in one line', () => {
  test.each([
    ['a folder that does not exist', (folder: string) => [join(folder, 'nowhere')], 'does not exist'],
    [
      'an empty folder',
      (folder: string) => [folder],
      "must be a cloud assembly or a folder with CloudFormation templates, got none in it. Run 'npx cdk synth' to create one.",
    ],
  ])('%s', (_, args, reason) => {
    const [path = ''] = args(folderWith({}));
    expect(run('review', path)).toEqual({ stdout: '', stderr: `${path} ${reason}\n`, exitCode: 1 });
  });

  test('earlier templates that do not exist', () => {
    const { stderr, exitCode } = run('review', templateWith(none), '--against', '/nowhere/cdk.out');
    expect({ stderr, exitCode }).toEqual({
      stderr: '--against: /nowhere/cdk.out does not exist\n',
      exitCode: 1,
    });
  });

  test('an output in a folder that cannot be created', () => {
    const path = '/proc/nowhere/deeper/report.json';
    const { stderr, exitCode } = run('review', templateWith(none), '--output', path);
    expect({ stderr, exitCode }).toEqual({
      stderr: `${path} must be a file that can be written, got a folder that cannot be created\n`,
      exitCode: 1,
    });
  });

  test('a symbolic link in a circle, and a pipe', () => {
    const folder = folderWith({});
    const [link, pipe] = [join(folder, 'link.json'), join(folder, 'pipe.json')];
    symlinkSync(link, link);
    execFileSync('mkfifo', [pipe]);
    expect(run('review', link).stderr).toBe(`${link} cannot be read, because its symbolic links lead in a circle\n`);
    expect(run('review', pipe).stderr).toBe(
      `${pipe} must be a file, got a pipe or a device. Save its content in a file.\n`,
    );
  });
});

test('an output keeps its earlier content if the review fails', () => {
  const folder = folderWith({ 'report.json': 'earlier' });
  const output = join(folder, 'report.json');
  function* failing(): Generator<string> {
    yield '{';
    throw new TypeError('in the middle');
  }
  expect(() => {
    writeOutput(output, failing());
  }).toThrow(new TypeError('in the middle'));
  expect(readFileSync(output, 'utf8')).toBe('earlier');
  expect(readdirSync(folder)).toEqual(['report.json']);
});
