// Forms that several scripts share and no server publishes; those that it does stand in types.d.ts.
// Global, so that a script names a type without importing the module: modules may be loaded late on purpose.

declare namespace Atlas {
  /** An item to put in order, as it is offered. */
  interface OrderItem {
    id: string;
    label: string;
  }

  /** An item on its right place. */
  interface RightItem {
    id: string;
    label?: string;
    value?: string;
  }

  /** A place of an order held against the right one. */
  interface ComparedPlace {
    item: RightItem;
    own: string;
    right: boolean;
    note: string;
    tied: boolean;
  }

  /** Which must come before which. */
  type Pairs = [string, string][];

  /** What a bone, site, vessel or segment is called. */
  type LabelOf = (id: string) => string;

  /** An answer to a question of the quiz. */
  interface QuizAnswer {
    given: string[];
    right: boolean;
  }

  /** A round as it is kept over a reload. */
  interface RoundState {
    keys: string[];
    queue: string[];
    at: number;
    answers: QuizAnswer[];
    /** Keys of the questions in whose place their `spare` is asked; missing in a round kept by an older page. */
    spared?: string[];
  }

  /** What a round came to; pairs are how many were right and how many there were. */
  interface QuizResult {
    right: number;
    count: number;
    byTopic: Map<string, [number, number]>;
    missed: Published.QuizQuestion[];
    again: [number, number];
  }

  /** A result in lines, for text and picture. */
  interface QuizSummary {
    score: string;
    head: string;
    again: string;
    what: string;
    date: string;
    topics: [string, number, number][];
  }

  type Deck = import("./present/deck.js").Deck;
  type Clock = import("./present/clock.js").Clock;

  /** What can lie above a slide. */
  type Panel = "overview" | "explore" | "qr" | "help";

  /** What has changed in a lesson. */
  type DeckChange = "slide" | "revealed" | "labels" | "panel" | "held";

  /** The number of an option, or ids in an order. */
  type ClassAnswer = number | string[];

  /** What can be seen of a slide: whether the answer, what was hidden, and how many points. */
  interface Seen {
    answered: boolean;
    unhidden: boolean;
    points: number;
  }

  /** What the notes window is told of where the lesson stands. */
  interface NotesState {
    type: "slide";
    lesson: string;
    minutes: number;
    slide: number;
    count: number;
    title: string;
    notes: string;
    restsOn: [string, string][];
    text: string;
    revealed: number;
    steps: number;
    next: string;
    black: boolean;
    panel: Panel | null;
    start: number;
  }

  type Theme = "light" | "dark";

  /** Fetches a published file once; what is no address is given back. */
  interface GetJson {
    <T>(source: string): Promise<T>;
    <T extends object>(source: string | T): Promise<T>;
  }

  /** What a listbox asks of its figure. */
  interface Listed {
    isFlow(): boolean;
    /** Ids, in the order of the list. */
    listed(): string[];
    chosenOfList(): Set<string>;
    labelOf: LabelOf;
    /** What a screen reader says of an id. */
    spoken(id: string): string;
    select(id: string | null, how?: {add?: boolean}): void;
  }

  /** A point, or where something begins and ends. */
  type Point = [number, number];

  /** What a path and a rectangle that lie on a figure share, in the words of Plotly's shapes. */
  interface ShapeLook {
    layer: "above" | "below";
    xref: "x" | "paper";
    yref: "y";
    line: {width: number; color?: string; dash?: string};
    fillcolor?: string;
    opacity?: number;
  }

  interface PathShape extends ShapeLook {
    type: "path";
    path: string;
  }

  interface RectShape extends ShapeLook {
    type: "rect";
    x0: number;
    x1: number;
    y0: number;
    y1: number;
  }

  type Shape = PathShape | RectShape;

  /** An axis of a drawn figure; what begins with _ is Plotly's own. */
  interface DrawnAxis {
    _id: string;
    _offset: number;
    _length: number;
    range: Point;
    autorange?: boolean;
  }

  /** A figure as Plotly has laid it out. */
  interface DrawnLayout {
    width: number;
    height: number;
    _uid: string;
    _size: {l: number; t: number; w: number; h: number};
    xaxis: DrawnAxis;
    yaxis: DrawnAxis;
  }

  /** What Plotly draws into, and what it puts there when it has drawn; what begins with _ is its own. */
  interface PlotElement extends HTMLElement {
    data?: Published.PlotlyObject[];
    layout?: Published.PlotlyObject;
    _fullData?: {uid: string}[];
    _fullLayout?: DrawnLayout;
    on?(name: string, listener: (change: Published.PlotlyObject) => void): void;
  }

  /** What of Plotly is called. */
  interface Plotly {
    react(element: PlotElement, data: object[], layout: object, config: object): Promise<unknown>;
    update(element: PlotElement, traces: object, layout: object): Promise<unknown>;
    restyle(element: PlotElement, traces: object): Promise<unknown>;
    relayout(element: PlotElement, change: object): Promise<unknown>;
    toImage(figure: {data: object[]; layout: object}, settings: object): Promise<string>;
    purge(element: PlotElement): void;
    Plots: {resize(element: PlotElement): Promise<unknown>};
  }

  /** A figure before anything is painted on it. */
  interface BaseFigure {
    data: Published.PlotlyObject[];
    layout: Published.PlotlyObject & {meta: Published.FigureMeta};
  }

  /** Title and text of a tooltip. */
  type TipText = [string, string];

  type FigureView = import("./core/figure_view.js").FigureView;
  type Playback = import("./pathways/playback.js").Playback;

  /** A figure, or its address. */
  type FigureSource = string | BaseFigure;

  /** What a figure of the page is told: as the server publishes it, or with the contents in place of addresses. */
  type ViewData = Omit<Published.FigureData, "figure" | "paint"> & {
    figure?: FigureSource | Partial<Record<Theme, FigureSource>> | null;
    paint?: Partial<Record<Theme, string | Published.Paint>>;
    /** Whether it is shown to a room. */
    projector?: boolean;
    labels?: boolean;
    /** What can be seen of a skeleton, and which of it is. */
    extents?: Published.Extents;
    extent?: keyof Published.Extents;
    /** What stands beside a skeleton on a narrow stage of a slide. */
    narrowLabels?: Published.PlotlyObject[];
  };

  /** What the component lends to the presenter. */
  interface PresentTools {
    FigureView: typeof import("./core/figure_view.js").FigureView;
    getJson: GetJson;
    themeOf: (element: Element) => Theme;
    playback: Playback;
  }
}

declare namespace Atlas {
  /** What the component is told: a figure, a scene, a lesson, the quiz, or what to keep in the browser. */
  type ComponentData =
    | ViewData
    | Published.LessonData
    | Published.PreviewData
    | Published.QuizData
    | Published.LessonsData
    | Published.HeadingsData
    | Published.TableData
    | Published.SceneData;

  /** What Streamlit hands to a component. */
  interface Component {
    parentElement: ParentNode;
    data: ComponentData;
    setStateValue(name: string, value: object): void;
    setTriggerValue(name: string, value: unknown): void;
  }

  /** What is mounted in a component: it is told what its component is told, always of one kind. */
  interface View {
    update(data: ComponentData): Promise<void> | void;
    destroy(): void;
  }
}

interface HTMLElement {
  /** What is mounted here, for whoever watches the page. */
  atlasView?: Atlas.View;
  atlasMaking?: Promise<Atlas.View>;
  atlasComponent?: Atlas.Component;
  /** What it told the server last. */
  atlasTold?: {name: string; value: object; sequence: number};
  atlasPlayback?: Atlas.Playback;
}

declare var Plotly: Atlas.Plotly | undefined;
/** Where a script that is loaded later lies, in a page that holds its scripts itself. */
declare var atlasScriptAt: ((beside: string) => Promise<string>) | undefined;
declare var __atlasPlotly: Promise<Atlas.Plotly> | undefined;
