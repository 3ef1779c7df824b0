import { type PublishedImageFacts } from '../../github/workflow/publish-file';
import { type ShownFile } from './screen';
import { type ScreenLines } from './screen-lines';
import { listed } from './who';

/** The most images of a file that are shown. */
const mostImages = 12;

/** The files of CI systems that a config describes, one block each. */
export function publishFileLines(lines: ScreenLines, files: readonly ShownFile[]): void {
  if (files.length === 0) return;
  lines.gap();
  lines.text('Files of CI systems', 0, 'bold');
  for (const file of files) fileBlock(lines, file);
}

function fileBlock(lines: ScreenLines, { publisher, facts, command }: ShownFile): void {
  const { system, path, sources, runs, environment, images } = facts;
  const field = (label: string, text: string) => {
    lines.field(label, text, 'rebuilds'.length, 4);
  };
  lines.text(publisher, 2, 'cyan');
  field('file', `${path} of ${listed(sources)}, for ${system}`);
  field('runs', `${runs.join(', or ')}${environment === undefined ? '' : `, in the environment ${environment}`}`);
  const { shown, more } = lines.cut(images, mostImages);
  for (const image of shown) imageFields(field, image);
  if (more > 0) lines.text(`and ${more} more images, which --all shows`, 4);
  field('write', command);
}

function imageFields(field: (label: string, text: string) => void, image: PublishedImageFacts): void {
  const { repository = 'known after the deployment', region, dockerfile, context, target, platforms } = image;
  const place = region === undefined ? '' : ` in ${region}`;
  const stage = target === undefined ? '' : `, stage ${target}`;
  const folder = context === '.' ? '' : ` in ${context}`;
  field('image', `${repository}${place}, from ${dockerfile}${stage}${folder}, for ${listed(platforms)}`);
  field('tags', image.tags.join(', '));
  field('tests', image.tests.length === 0 ? 'none' : image.tests.join(', '));
  field('rebuilds', image.rebuilds === undefined ? 'none' : `of the newest release, at ${image.rebuilds}`);
  if (image.deploys.length > 0) field('deploys', listed(image.deploys));
}
