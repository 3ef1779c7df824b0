/**
 * Writes lib/private/aws/region-services.json from the resource schemas of CloudFormation, and docs/regions.md from it. The
 * Python package cfn-lint contains the names of the resource types of each Region. `npm run region-services` needs
 * Python with pip.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RegionServices } from '../lib/private/aws/region-service';
import { pagePath, renderRegionsPage } from './regions-page';

const version = '1.58.0';

/** The resource types that the constructs create, and those of services that they use for some options. */
const types = [
  'AWS::CloudWatch::Alarm',
  'AWS::CodeBuild::Fleet',
  'AWS::CodeBuild::Project',
  'AWS::CodeCommit::Repository',
  'AWS::CodeConnections::Connection',
  'AWS::EC2::SecurityGroup',
  'AWS::ECR::PullThroughCacheRule',
  'AWS::ECR::PullTimeUpdateExclusion',
  'AWS::ECR::RegistryPolicy',
  'AWS::ECR::RegistryScanningConfiguration',
  'AWS::ECR::ReplicationConfiguration',
  'AWS::ECR::Repository',
  'AWS::ECR::RepositoryCreationTemplate',
  'AWS::ECR::SigningConfiguration',
  'AWS::Events::Rule',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::OIDCProvider',
  'AWS::IAM::Role',
  'AWS::InspectorV2::Filter',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Parameter',
  'AWS::SecretsManager::Secret',
  'AWS::Signer::SigningProfile',
  'AWS::StepFunctions::StateMachine',
];

const tablePath = join(__dirname, '../lib/private/aws/region-services.json');

/** The names of the resource types of each Region that CloudFormation publishes schemas of. */
function readSchemas(): ReadonlyMap<string, ReadonlySet<string>> {
  const folder = mkdtempSync(join(tmpdir(), 'region-services-'));
  try {
    const run = (...args: string[]) => execFileSync('python3', ['-m', ...args], { cwd: folder, stdio: 'pipe' });
    run('pip', 'download', '--no-deps', '--quiet', `cfn-lint==${version}`);
    const [wheel = ''] = readdirSync(folder);
    run('zipfile', '-e', wheel, 'wheel');
    const schemas = join(folder, 'wheel/cfnlint/data/schemas/providers');
    const read = (region: string) => readFileSync(join(schemas, `${region}.json`), 'utf8');
    const regions = readdirSync(schemas).flatMap((file) => /^([a-z]+-.*)\.json$/.exec(file)?.[1] ?? []);
    // For Regions without published schemas, cfn-lint has a copy of those of us-east-1.
    const known = regions.filter((region) => region === 'us-east-1' || read(region) !== read('us-east-1'));
    return new Map(known.sort().map((region) => [region, new Set(Object.keys(JSON.parse(read(region)) as object))]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tableOf(schemas: ReadonlyMap<string, ReadonlySet<string>>): RegionServices {
  const regions = [...schemas.keys()];
  const lacking = types.map((type) => {
    if (schemas.get('us-east-1')?.has(type) !== true) throw new Error(`there is no resource type ${type} in us-east-1`);
    return [type, regions.filter((region) => schemas.get(region)?.has(type) !== true)] as const;
  });
  return {
    source: `cfn-lint ${version}`,
    read: new Date().toISOString().slice(0, 10),
    regions,
    lacking: Object.fromEntries(lacking),
  };
}

if (require.main === module) {
  const table = tableOf(readSchemas());
  writeFileSync(tablePath, JSON.stringify(table));
  writeFileSync(pagePath, renderRegionsPage(table));
}
