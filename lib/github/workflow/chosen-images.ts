import { builderImages } from '../../private/oci/builder-images';
import { refuseIf, validate } from '../../private/validation/validation';
import { builderImageRule } from './workflow-rules';

/** The images that the builder of a workflow runs. */
export type BuilderImages = Readonly<Record<keyof typeof builderImages, string>>;

interface ImageOptions extends Partial<BuilderImages> {
  readonly attestations?: boolean;
  readonly emulation?: boolean;
}

/** The chosen images, and the defaults. Refuses a value that is no image, and an image that no step would run. */
export function chosenImages(options: ImageOptions): BuilderImages {
  const { attestations = true, emulation = false } = options;
  if (options.sbomGeneratorImage !== undefined && !attestations) refuseIf('sbomGeneratorImage', noListProblem);
  if (options.emulatorImage !== undefined && !emulation) refuseIf('emulatorImage', notEmulatedProblem);
  const names = Object.keys(builderImages) as (keyof BuilderImages)[];
  const images = names.map((name) => {
    const image = options[name];
    if (image !== undefined) validate(name, image, builderImageRule);
    return [name, image ?? builderImages[name]] as const;
  });
  return Object.fromEntries(images) as BuilderImages;
}

const noListProblem = 'requires `attestations`, which are off. Turn them on, or omit the image.';
const notEmulatedProblem = 'requires `emulation`. Turn it on, or omit the image.';
