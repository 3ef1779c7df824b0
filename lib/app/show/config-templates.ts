import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { type OnProgress } from '../../private/text/progress';
import { readTemplates } from '../../review/index';
import { readConfig } from '../config/index';
import { locating } from '../config/reading/locate';
import { withoutTemplateRules } from '../config-app';
import { projectContext } from '../project-context';
import { addRegistryStacks } from '../registry-stacks';
import { type ShowSource } from './show-source';

const note =
  "Each stack gets one more resource from 'cdk deploy', AWS::CDK::Metadata, unless version reporting is off.";

/**
 * The templates that a config becomes. They are made as `cdk synth` makes them and read as those of any tool, so that a
 * config and its cloud assembly show the same.
 *
 * @throws ConfigError with every problem at once, as `check` does.
 */
export function readConfigTemplates(file: string, onProgress?: OnProgress): ShowSource {
  const config = locating(file, () => readConfig(file));
  const outdir = mkdtempSync(join(tmpdir(), 'ecr-publishing-'));
  try {
    const app = new App({
      ...withoutTemplateRules,
      outdir,
      analyticsReporting: false,
      treeMetadata: false,
      context: projectContext(file),
    });
    locating(file, () => addRegistryStacks(app, config, undefined, onProgress));
    onProgress?.('Writing templates');
    app.synth();
    return { ...readTemplates([outdir], onProgress), note };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
