import { existsSync } from 'node:fs';
import { join } from 'node:path';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { ConfigError } from './config/problem';
import { writeOutput } from './review/output-file';

const configName = 'ecr-publishing.yaml';
const appModule = 'node_modules/cdk-ecr-publishing/bin/app.js';

const config = `# yaml-language-server: $schema=node_modules/cdk-ecr-publishing/schema/ecr-publishing.schema.json
version: 1

environments: # put your own account here, in quotes
  - { name: prod, account: '111122223333', region: us-east-1 }

defaults:
  retention: { expireUntaggedAfterDays: 1, keepNewest: 100 }

repositories:
  - name: my-service
    # pullers:
    #   - account: '444455556666'
    #   - organization: o-a1b2c3d4e5
    # mutableTags: [latest] # every other tag is immutable

# publishers: # a role for GitHub Actions. Get the ids with: gh api repos/OWNER/NAME --jq .owner.id,.id
#   - name: github-ci
#     github:
#       - { repository: acme/my-service, ownerId: '1', repositoryId: '2', branches: [main] }
#     repositories: [my-service]

# builds: # a CodeBuild project. Create its connection in the console, to complete the handshake.
#   - name: my-service
#     repository: my-service
#     source:
#       github: acme/my-service
#       connectionArn: arn:aws:codeconnections:us-east-1:111122223333:connection/11111111-2222-3333-4444-555555555555
#       branches: [main]

# contributors: # an outside contributor pushes until a date. Images that pass the scan are copied to approved/alice.
#   - name: alice
#     repository: incoming/alice
#     assumedBy: arn:aws:iam::111122223333:role/user-services
#     expiresAt: '2027-12-31T00:00:00Z'
#     promoteTo: approved/alice
#     gate: { maxSeverity: MEDIUM }

# checks: [AwsSolutions] # cdk-nag packs that run at synth
`;

/**
 * Writes a starter config, and the `cdk.json` that runs it if there is none yet.
 *
 * @throws ConfigError if there is a config already. Nothing is overwritten.
 */
export function writeStarter(folder: string): string {
  if (existsSync(join(folder, configName))) {
    throw new ConfigError([{ path: '', message: `${configName} already exists. Move it away first.` }]);
  }
  writeOutput(join(folder, configName), config);
  const steps = [`Wrote ${configName}.`, writeCdkJson(folder)];
  if (!existsSync(join(folder, appModule))) {
    steps.push('Next: npm install --save-dev cdk-ecr-publishing aws-cdk-lib constructs aws-cdk@2.1148.1');
  }
  steps.push(`Next: write your account into ${configName}, then: npx cdk deploy --all`);
  return steps.join('\n');
}

function writeCdkJson(folder: string): string {
  const path = join(folder, 'cdk.json');
  if (existsSync(path)) return `Kept the existing cdk.json. Its app must run ${appModule}.`;
  const content = { app: `node ${appModule}`, context: recommendedFlags };
  writeOutput(path, JSON.stringify(content, undefined, 2));
  return 'Wrote cdk.json.';
}
