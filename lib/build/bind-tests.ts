import { type RemovalPolicy } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { type StatementJson } from '../private/aws/policy-document';
import { type ImageTests, refuseTests } from '../testing/image-tests';
import { type BuildspecOptions } from './image-buildspec';
import { ReportGroups } from './report-groups';
import { testCommands, testVariables } from './test-commands';

interface TestedProps {
  readonly tests?: readonly ImageTests[];
  readonly removalPolicy?: RemovalPolicy;
}

/** The parts of a project that its tests decide about. */
export interface BoundTests {
  readonly buildspec: Pick<BuildspecOptions, 'tests' | 'reports'>;
  readonly variables: Record<string, string>;
  readonly statements: readonly StatementJson[];
  readonly groups: readonly Construct[];
}

/** Validates the tests of an image, and creates the groups of their reports. */
export function bindTests(scope: Construct, { tests, removalPolicy }: TestedProps, projectName: string): BoundTests {
  if (tests === undefined) return { buildspec: {}, variables: {}, statements: [], groups: [] };
  refuseTests(tests);
  const hasReports = tests.some(({ _reports }) => _reports.length > 0);
  const groups = hasReports ? new ReportGroups(scope, 'Reports', { projectName, tests, removalPolicy }) : undefined;
  return {
    buildspec: { tests: testCommands(tests), reports: groups?.buildspec },
    variables: testVariables(tests),
    statements: groups?.statements ?? [],
    groups: groups ? [groups] : [],
  };
}
