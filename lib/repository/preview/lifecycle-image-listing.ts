import { isMapping, type Mapping } from '../../private/values/mapping';
import { Problems } from '../../private/validation/problems';
import { quote } from '../../private/validation/validation';
import { type ReadingContext, readImage, Seen } from './lifecycle-image-details';
import { type LifecycleImage } from './lifecycle-images';

/** The images of a listing, and whether the listing is complete. */
export interface ReadImages {
  readonly images: readonly LifecycleImage[];
  /** Whether ECR has more images than these. Then rules that count give wrong results. */
  readonly incomplete: boolean;
  /** The name of the repository, if the images contain it. */
  readonly repositoryName?: string;
}

/** Gets the parts of a listing in their order. The listing may be parsed as a whole, or read piece by piece. */
export interface ListingReader {
  /**
   * Reads an element of a list `imageDetails`.
   *
   * @param page the index of its answer, if the listing is a list of answers.
   */
  detail(value: unknown, index: number, page?: number): void;

  /** Reads an element of a listing that is a list, after the details in that element. */
  item(value: unknown, index: number): void;
}

/** A listing that passes its parts to a reader. It returns its outermost value, with the parts or without them. */
export type ImageListing = (reader: ListingReader) => unknown;

/** Creates a listing from a value that was parsed as a whole. */
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
 * Reads the images that `aws ecr describe-images` prints. The listing is one answer, a list of the answers of all pages, or a
 * list of the images themselves.
 */
export function readImages(listing: ImageListing, context: ReadingContext): ReadImages {
  const reader = new ImageReader(context);
  return reader.finish(listing(reader));
}

/** Reads the images of a listing. */
class ImageReader implements ListingReader {
  private readonly seen = new Seen();
  /** The problems with the images. They are not reported if the listing itself is wrong. */
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

  /** Returns the images after all parts were read. */
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

/** The AWS CLI writes `NextToken`, and ECR writes `nextToken`. */
function hasNext(value: unknown): boolean {
  return isMapping(value) && Boolean(value.NextToken ?? value.nextToken);
}

function gotText(root: unknown): string {
  return isMapping(root) ? "a mapping without 'imageDetails'" : quote(root);
}
