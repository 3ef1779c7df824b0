import { type OnProgress } from '../../private/text/progress';
import { graphOf } from '../../review/index';
import { screenOf } from './screen-of-graph';
import { type ScreenOptions } from './screen-lines';
import { screenText } from './screen-text';
import { readSource } from './show-source';

/** Returns the text that `show` prints of a config or of templates. Without paths, it reads those of the working folder. */
export function runShow(paths: readonly string[], options: ScreenOptions, onProgress?: OnProgress): string {
  const { templates, unreviewed, note, files = [] } = readSource(paths, onProgress);
  const screen = screenOf(templates, graphOf(templates, unreviewed), options.all, onProgress);
  const environments = screen.environments.map((one) => ({
    ...one,
    files: files.filter(({ account, region }) => account === one.account && region === one.region),
  }));
  return screenText({ ...screen, environments, ...(note !== undefined && { note }) }, options);
}
