import { type PublishWorkflowOptions } from '../../github/publish-workflow-options';
import { imageNameOf } from '../../private/git/image-name';
import { fail } from '../input-file';

/** The options of the command that say what the images of a workflow are. */
interface ImageOptions {
  readonly repository?: string[];
  readonly context?: string;
  /** `false` for no service. */
  readonly service?: string[] | false;
}

/** The only repository of a workflow, or its images, each of which is `NAME=FOLDER`. */
export function imagesOf({ repository = [], context, service }: ImageOptions): PublishWorkflowOptions {
  const [first = ''] = repository;
  if (repository.length < 2 && !first.includes('=')) return { repositoryName: repository[0] };
  const images = repository.map((text) => {
    const [, repositoryName = '', folder = ''] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (folder === '') fail(`--repository must be NAME=FOLDER for each of several images, got '${text}'.`);
    return { repositoryName, context: folder, services: service === false ? [] : undefined };
  });
  const names = images.map(({ repositoryName }) => imageNameOf(repositoryName).toLowerCase());
  const again = names.find((name, index) => names.indexOf(name) < index);
  if (again !== undefined) {
    fail(`--repository must end differently for each image, got '${again}' twice. The jobs have that name.`);
  }
  if (context !== undefined) fail('--context must not be used with folders in --repository. Omit it.');
  if (service) fail('--service must be used with one image only. PublishWorkflow sets it for each image in code.');
  return { images, services: undefined };
}
