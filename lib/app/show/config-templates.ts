import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { type OnProgress } from '../../private/text/progress';
import { shellWord } from '../../private/text/shell-word';
import { readTemplates } from '../../review/index';
import { readConfig } from '../config/index';
import { locating } from '../config/reading/locate';
import { withoutTemplateRules } from '../config-app';
import { projectContext } from '../project-context';
import { addRegistryStacks } from '../registry-stacks';
import { type EnvironmentStacks } from '../stacks/environment-stacks';
import { type DescribedFile, type ShowSource } from './show-source';

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
    const environments = locating(file, () => addRegistryStacks(app, config, undefined, onProgress));
    onProgress?.('Writing templates');
    app.synth();
    return {
      ...readTemplates([outdir], onProgress),
      note,
      files: environments.flatMap((one) => describedFiles(one, file)),
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The files that the config describes for the publishers of an environment. */
function describedFiles({ config: { account, region }, workflows }: EnvironmentStacks, file: string): DescribedFile[] {
  return [...workflows].map(([publisher, described]) => {
    const facts = described._facts();
    const words = ['workflow', file, '--role', publisher, '--output', facts.path];
    return { account, region, publisher, facts, command: `ecr-publishing ${words.map(shellWord).join(' ')}` };
  });
}
