import { isMapping, type Mapping } from '../../private/values/mapping';
import { Problems } from '../../private/validation/problems';
import { quote } from '../../private/validation/validation';
import { type ReadingContext, readImage, Seen } from './lifecycle-image-details';
import { type LifecycleImage } from './lifecycle-images';

/** The images of a listing, and what the listing does not tell. */
export interface ReadImages {
  readonly images: readonly LifecycleImage[];
  /** Whether ECR said that there are more: rules that count would come out wrong. */
  readonly incomplete: boolean;
  /** The repository of the images, as far as they name it. */
  readonly repositoryName?: string;
}

/** What takes the parts of a listing in their order, whether it was parsed as a whole or comes piece by piece. */
export interface ListingReader {
  /**
   * Takes an element of a list `imageDetails`.
   *
   * @param page the place of the answer that has it, if the listing is a list of answers.
   */
  detail(value: unknown, index: number, page?: number): void;

  /** Takes an element of a listing that is a list, after the details in that element. */
  item(value: unknown, index: number): void;
}

/** A listing that hands its parts to a reader and returns what holds them, with those parts or without. */
export type ImageListing = (reader: ListingReader) => unknown;

/** A listing that was parsed as a whole. */
export function parsedListing(value: unknown): ImageListing {
  return (reader) => {
    if (!Array.isArray(value)) readDetails(value, reader);
    else {
      value.forEach((item: unknown, index) => {
        readDetails(item, reader, index);
        reader.item(item, index);
      });
    }
    return value;
  };
}

function readDetails(answer: unknown, reader: ListingReader, page?: number): void {
  if (!isAnswer(answer)) return;
  answer.imageDetails.forEach((detail, index) => {
    reader.detail(detail, index, page);
  });
}

/**
 * The images that `aws ecr describe-images` prints: one answer, a list of the answers that make up all pages, or a list
 * of the images themselves.
 */
export function readImages(listing: ImageListing, context: ReadingContext): ReadImages {
  const reader = new ImageReader(context);
  return reader.finish(listing(reader));
}

/** Reads the images of a listing. */
class ImageReader implements ListingReader {
  private readonly seen = new Seen();
  /** What is wrong with the images. It is of no interest if the listing is none. */
  private readonly found = new Problems();
  private readonly images: LifecycleImage[] = [];
  private readonly others: { readonly value: unknown; readonly index: number }[] = [];
  private readonly reading: ReadingContext;
  private listsImages = false;

  public constructor(private readonly context: ReadingContext) {
    this.reading = { ...context, problems: this.found };
  }

  public detail(value: unknown, index: number, page?: number): void {
    this.read(value, () => `${page === undefined ? '' : `[${page}].`}imageDetails[${index}]`);
  }

  public item(value: unknown, index: number): void {
    if (isMapping(value) && 'imageDigest' in value) {
      this.listsImages = true;
      this.itemOfImages(value, index);
    } else this.others.push({ value, index });
  }

  /** The images, once all parts were read. */
  public finish(root: unknown): ReadImages {
    const { problems } = this.context;
    const answers = Array.isArray(root) ? this.others.map(({ value }) => value) : [root];
    if (this.listsImages) {
      for (const { value, index } of this.others) this.itemOfImages(value, index);
    } else if (!answers.every(isAnswer)) {
      const what = `what 'aws ecr describe-images' prints, { "imageDetails": [...] }`;
      problems.add('images', `must be ${what}, got ${gotText(root)}`);
      return { images: [], incomplete: false };
    }
    problems.addAll(this.found);
    const incomplete = !this.listsImages && answers.length > 0 && answers.every(hasNext);
    return { images: this.images, incomplete, repositoryName: this.seen.repositoryName };
  }

  private itemOfImages(value: unknown, index: number): void {
    this.read(value, () => `imageDetails[${index}]`);
  }

  private read(value: unknown, path: () => string): void {
    const image = readImage(value, path, this.seen, this.reading);
    if (image) this.images.push(image);
  }
}

interface Answer extends Mapping {
  readonly imageDetails: readonly unknown[];
}

function isAnswer(value: unknown): value is Answer {
  return isMapping(value) && Array.isArray(value.imageDetails);
}

/** `NextToken` is what the AWS command line says, `nextToken` what ECR does. */
function hasNext(value: unknown): boolean {
  return isMapping(value) && Boolean(value.NextToken ?? value.nextToken);
}

function gotText(root: unknown): string {
  return isMapping(root) ? "a mapping without 'imageDetails'" : quote(root);
}
