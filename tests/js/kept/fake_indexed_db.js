// As much of IndexedDB as the atlas uses, in memory: transactions that end by themselves, versions, refusals.

/** A refusal by its name, as a browser gives it. */
export const refusal = (name) => Object.assign(new Error(name), {name});

const later = (act) => setImmediate(act);

/** A request that is answered later: with what `act` returns, or with what it throws. */
function request(act, done = () => {}) {
  const made = {result: undefined, error: null};
  later(() => {
    try {
      made.result = act();
      made.onsuccess?.({target: made});
    } catch (error) {
      made.error = error;
      made.onerror?.({target: made});
    }
    done(made.error);
  });
  return made;
}

/** A transaction over stores of a database: written at the end, or not at all. */
class Transaction {
  error = null;
  pending = 0;

  constructor(database, names) {
    this.database = database;
    this.changed = new Map(names.map((name) => [name, new Map(database.stores.get(name).items)]));
    later(() => this.settle());
  }

  objectStore(name) {
    const items = this.changed.get(name);
    const {keyPath} = this.database.stores.get(name);
    return {
      get: (key) => this.request(() => structuredClone(items.get(key))),
      getAll: () => this.request(() => structuredClone([...items.values()])),
      put: (value) =>
        this.request(() => {
          if (this.database.factory.full) throw refusal("QuotaExceededError");
          items.set(value[keyPath], structuredClone(value));
        }),
      delete: (key) => this.request(() => void items.delete(key)),
    };
  }

  request(act) {
    this.pending += 1;
    return request(act, (error) => {
      this.pending -= 1;
      this.error ??= error;
      // What hears of the answer may ask for more.
      later(() => this.settle());
    });
  }

  settle() {
    if (this.pending || this.ended) return;
    this.ended = true;
    if (this.error) {
      this.onabort?.();
      return;
    }
    for (const [name, items] of this.changed) this.database.stores.get(name).items = items;
    this.oncomplete?.();
  }
}

/** An opened database. */
class Opened {
  constructor(factory, stored) {
    this.factory = factory;
    this.stores = stored.stores;
  }

  createObjectStore(name, {keyPath}) {
    this.stores.set(name, {keyPath, items: new Map()});
  }

  transaction(names) {
    if (this.closed) throw refusal("InvalidStateError");
    return new Transaction(this, names);
  }

  close() {
    this.closed = true;
  }
}

/** The databases of one browser; every tab opens its own. */
export class FakeIndexedDB {
  stored = new Map();
  opened = [];
  /** What opening is refused with. */
  refuses = "";
  /** Whether there is no room left. */
  full = false;
  /** Whether another tab does not let go. */
  blocks = false;

  open(name, version) {
    if (this.refuses === "SecurityError") throw refusal(this.refuses);
    const made = {};
    later(() => this.answer(made, name, version));
    return made;
  }

  answer(made, name, version) {
    const stored = this.stored.get(name) ?? {version: 0, stores: new Map()};
    const refused = this.refuses || (version < stored.version && "VersionError");
    if (refused) {
      made.error = refusal(refused);
      made.onerror();
    } else if (this.blocks) made.onblocked();
    else {
      if (version > stored.version) this.askToLetGo();
      this.stored.set(name, stored);
      this.succeed(made, stored, version);
    }
  }

  askToLetGo() {
    for (const other of this.opened.filter(({closed}) => !closed)) other.onversionchange();
  }

  succeed(made, stored, version) {
    made.result = new Opened(this, stored);
    this.opened.push(made.result);
    if (version > stored.version) made.onupgradeneeded({oldVersion: stored.version});
    stored.version = version;
    made.onsuccess();
  }
}
