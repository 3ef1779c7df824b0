import { type Decision, type Operation } from '../../access/access-row';
import { searchOf } from '../../../private/text/search-words';
import { addressOf, viewOf } from './address';
import { shownConnections } from './connections';
import { elementById } from '../../../private/browser/elements';
import { type PageModel, type Principal, type Repository, type Row } from './page-model';
import { Picture } from './picture';

/** An element of the page and its text, which the search compares in lower case. */
interface Searched {
  readonly element: HTMLElement;
  readonly text: string;
}

const searchDelay = 120;

/** Shows the rows and findings that match the form, in the tables and in the picture. */
export class Filters {
  private readonly form = elementById('filters', HTMLFormElement);
  private readonly search = elementById('search', HTMLInputElement);
  private readonly status = elementById('status', HTMLElement);
  private readonly chosenButton = elementById('picked', HTMLButtonElement);
  private readonly boxes = [...this.form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  private readonly rows: readonly (Searched & { readonly row: Row })[];
  private readonly findings = elementsOf('[data-finding]').map((element) => ({ element, text: textOf(element) }));
  private readonly groups = elementsOf('tbody[data-name]');
  private readonly sections = elementsOf('section').filter((section) => {
    return section.querySelector('[data-finding], tbody[data-name]') !== null;
  });
  /** A comparison without changed rows has no picture. */
  private readonly picture: Picture | undefined;
  private chosen: Principal | Repository | undefined;

  public constructor(private readonly model: PageModel) {
    this.rows = elementsOf('[data-row]').flatMap((element, index) => {
      const row = model.rows[index];
      const names = element.closest('tbody')?.dataset.name ?? '';
      return row ? [{ element, row, text: `${textOf(element)} ${names.toLowerCase()}` }] : [];
    });
    if (document.getElementById('picture'))
      this.picture = new Picture((item) => {
        this.choose(item);
      });
  }

  /** Shows the form, which does nothing without the script, and applies the address. */
  public start(): void {
    let waiting: number | undefined;
    this.search.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        this.apply();
      }, searchDelay);
    });
    this.form.addEventListener('change', () => {
      this.apply();
    });
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
    });
    this.form.addEventListener('reset', () => {
      this.chosen = undefined;
      setTimeout(() => {
        this.apply();
      }); // the form clears its fields after this event
    });
    this.chosenButton.addEventListener('click', () => {
      this.chooseNothing();
    });
    document.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape' && this.chosen) this.chooseNothing();
    });
    window.addEventListener('hashchange', () => {
      if (isView(location.hash)) this.readAddress();
    });
    this.form.hidden = false;
    this.readAddress();
  }

  private choose(item: Principal | Repository): void {
    this.chosen = this.chosen === item ? undefined : item;
    this.apply();
  }

  private chooseNothing(): void {
    this.chosen = undefined;
    this.apply();
  }

  private apply(): void {
    const { chosen, model } = this;
    const matches = searchOf(this.search.value);
    const operations = this.checked('can') as Operation[];
    const decisions = this.checked('is') as Decision[];
    const isWhole =
      this.search.value.trim() === '' && operations.length + decisions.length === 0 && chosen === undefined;
    const shown = this.rows.filter((searched) => {
      const { row } = searched;
      return (
        hasAny(row.operations, operations) &&
        hasAny(row.decisions, decisions) &&
        isAbout(row, chosen) &&
        matches(searched.text)
      );
    });
    const elements = new Set(shown.map(({ element }) => element));
    for (const { element } of this.rows) element.hidden = !elements.has(element);
    for (const finding of this.findings) finding.element.hidden = !matches(finding.text);
    for (const group of this.groups) group.hidden = !isWhole && !group.querySelector('[data-row]:not([hidden])');
    for (const section of this.sections) {
      section.hidden = !isWhole && !section.querySelector('[data-finding]:not([hidden]), tbody:not([hidden])');
    }
    const count = `${shown.length} of ${model.rows.length} lines`;
    this.status.textContent = isWhole ? count : `${count}. The printed page has all of them.`;
    this.chosenButton.hidden = chosen === undefined;
    this.chosenButton.textContent = chosen === undefined ? '' : `Only ${chosen.name} ×`;
    const rows = shown.map(({ row }) => row);
    this.picture?.draw(shownConnections(rows, operations, isWhole ? model.closed : []), chosen);
    this.writeAddress();
  }

  private checked(name: string): string[] {
    return this.boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);
  }

  private readAddress(): void {
    const { search, operations, decisions, chosen } = viewOf(location.hash);
    this.search.value = search;
    for (const box of this.boxes) box.checked = (box.name === 'can' ? operations : decisions).includes(box.value);
    const { principals, repositories } = this.model;
    const items = chosen?.type === 'principal' ? principals : repositories;
    this.chosen = items.find(({ name }) => name === chosen?.name);
    this.apply();
  }

  /** Leaves an address alone that points at a section, until the reader filters. */
  private writeAddress(): void {
    const address = addressOf({
      search: this.search.value,
      operations: this.checked('can'),
      decisions: this.checked('is'),
      ...(this.chosen && { chosen: this.chosen }),
    });
    if (location.hash.slice(1) === address || (address === '' && !isView(location.hash))) return;
    history.replaceState(null, '', `#${address}`);
  }
}

/** Whether the text after `#` is a view and not the id of a section. */
function isView(hash: string): boolean {
  return hash.includes('=');
}

function hasAny<T>(items: readonly T[], wanted: readonly T[]): boolean {
  return wanted.length === 0 || items.some((item) => wanted.includes(item));
}

function isAbout({ principals, repositories }: Row, chosen: Principal | Repository | undefined): boolean {
  if (chosen === undefined) return true;
  return chosen.type === 'principal' ? principals.includes(chosen) : repositories.includes(chosen);
}

function elementsOf(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)];
}

function textOf({ textContent }: HTMLElement): string {
  return textContent.toLowerCase();
}
