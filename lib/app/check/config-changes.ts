import { type App } from 'aws-cdk-lib';
import {
  changeFinding,
  destructiveChanges,
  graphOf,
  readTemplates,
  type ReviewedChange,
  type TemplateGraph,
} from '../../review/index';
import { type ConfigProblem } from '../config/problem';
import { type PartPaths } from '../stacks/part-paths';

/** A config as stacks of an app, and the paths of its parts. */
export interface ConfigStacks {
  readonly app: App;
  readonly paths: PartPaths;
}

/**
 * Warnings about everything that a change of a config destroys, weakens or opens, in the words of the review. Moves to other stacks are
 * left out, since the check reports them as problems.
 */
export function configChanges(before: ConfigStacks, after: ConfigStacks): ConfigProblem[] {
  const changes = destructiveChanges(graphOfApp(before.app), graphOfApp(after.app));
  return changes.filter(({ kind }) => kind !== 'moved').map((change) => warning(change, before, after));
}

function graphOfApp(app: App): TemplateGraph {
  const { outdir } = app;
  app.synth();
  const { templates, unreviewed } = readTemplates([outdir]);
  return graphOf(templates, unreviewed);
}

function warning(change: ReviewedChange, before: ConfigStacks, after: ConfigStacks): ConfigProblem {
  const { id, message, fix, source } = changeFinding(change);
  return {
    path: pathOf(after.paths.of(source.path), before.paths.of(source.path)),
    message: `${message} ${fix}`,
    severity: 'warning',
    id,
  };
}

/** A part that is gone is in its environment alone. It has no entry in the new file, so its warning is at its section. */
function pathOf(now: string, was: string): string {
  const [section = ''] = was.split('[');
  return (now === '' || now.startsWith('environments')) && section !== '' ? section : now;
}
