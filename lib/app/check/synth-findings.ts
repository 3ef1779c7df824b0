import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App } from 'aws-cdk-lib';
import { VALIDATION_REPORT_FILE } from 'aws-cdk-lib/cx-api';
import { type ConfigProblem } from '../config/problem';
import { type PartPaths } from '../stacks/part-paths';

/** The form of CDK's report of a synth, as far as it is read. */
interface ValidationReport {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly {
      readonly ruleName: string;
      readonly description: string;
      readonly severity?: string;
      readonly suggestedFix?: string;
      readonly violatingConstructs: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

/** The name that CDK gives to the annotations of constructs in its report. Only an app with a feature flag has them there. */
const annotations = 'Construct Annotations';

/** The errors and warnings of a synthesized app, as `cdk synth` shows them, with the paths of the config. */
export function synthFindings(app: App, paths: PartPaths): ConfigProblem[] {
  return distinct([...annotated(app, paths), ...reported(app, paths)]);
}

/** The annotations of constructs. */
function annotated(app: App, paths: PartPaths): ConfigProblem[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata.flatMap(({ type, data }): ConfigProblem[] => {
      const severity = severities[type];
      if (severity === undefined) return [];
      // The config acknowledges a warning without the namespace that CDK adds.
      const [, message = String(data), id] =
        /^(.*?) *(?:\[ack: (?:Annotation::)?([^\]]+)\])?$/s.exec(String(data)) ?? [];
      return [{ path: paths.of(node.path), message, severity, id }];
    }),
  );
}

const severities: Readonly<Record<string, ConfigProblem['severity']>> = {
  'aws:cdk:warning': 'warning',
  'aws:cdk:error': 'error',
};

/** The findings of plugins. */
function reported(app: App, paths: PartPaths): ConfigProblem[] {
  const text = readFileSync(join(app.outdir, VALIDATION_REPORT_FILE), 'utf8');
  const { pluginReports } = JSON.parse(text) as ValidationReport;
  return pluginReports
    .filter(({ pluginName }) => pluginName !== annotations)
    .flatMap(({ pluginName, violations }) =>
      violations
        .filter(({ severity }) => severity !== 'info')
        .flatMap(({ ruleName, description, severity, suggestedFix, violatingConstructs }) =>
          violatingConstructs.map(({ constructPath = '' }) => ({
            path: paths.of(constructPath),
            message: suggestedFix === undefined ? description : `${description} ${suggestedFix}`,
            severity: severity === 'warning' ? ('warning' as const) : ('error' as const),
            id: ruleName.includes('::') ? ruleName : `${pluginName}::${ruleName}`,
          })),
        ),
    );
}

/** A finding in several environments is reported once. */
function distinct(findings: readonly ConfigProblem[]): ConfigProblem[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
