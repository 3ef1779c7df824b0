/** Results made from lists of objects, once for each list of the same objects in the same order. */
export class OneForSequence<Item extends object, Value> {
  private readonly root = new Step<Item, Value>();

  /** Returns the earlier result for the same objects, or makes one. If `make` throws, nothing is stored. */
  public of(items: readonly Item[], make: () => Value): Value {
    let known: Step<Item, Value> | undefined = this.root;
    for (const item of items) known = known?.next.get(item);
    if (known?.made !== undefined) return known.made.value;
    const value = make();
    this.stepTo(items).made = { value };
    return value;
  }

  private stepTo(items: readonly Item[]): Step<Item, Value> {
    return items.reduce((step, item) => {
      const next = step.next.get(item) ?? new Step<Item, Value>();
      step.next.set(item, next);
      return next;
    }, this.root);
  }
}

/** A step on the way through a list. It is released together with its objects. */
class Step<Item extends object, Value> {
  public readonly next = new WeakMap<Item, Step<Item, Value>>();
  public made?: { readonly value: Value };
}
