// What the server publishes and the scripts read. Made by `python -m tools.js_types` from the Python side
// (`contract` in bone_atlas/figures, bone_atlas/scenes, bone_atlas/app/publish): change it there.

declare namespace Published {
  /** A trace, a layout, a shape or an annotation in Plotly's own words. */
  type PlotlyObject = Record<string, any>;

  type Theme = "light" | "dark";

  /** Addresses of the same in both colour themes. */
  type ByTheme = Record<Theme, string>;

  /** The same as its contents, for what is not published. */
  type Contents = Record<Theme, PlotlyObject | Paint>;

  /** What stands above and below a saved picture, and the name of its file. */
  interface ExportLines {
    title: string;
    footer: string;
    filename: string;
  }

  /** Colour bar and swatches of a slide's skeleton, as Plotly draws them. */
  interface Key {
    shapes: PlotlyObject[];
    annotations: PlotlyObject[];
  }

  /** What a layer puts on a skeleton; see `bone_atlas.figures.skeleton.paint`. */
  interface Paint {
    traces: Record<string, any[]>;
    layout: PlotlyObject;
    texts: Record<string, string>;
    brief: Record<string, string>;
    trunk?: [number, number, number][][];
    export?: ExportLines;
    key?: Key;
  }

  /** Both axes of a view, in its own unit. */
  interface Ranges {
    x: [number, number];
    y: [number, number];
  }

  /** What is seen of a view at first: on a wide screen, and on a narrow one. */
  interface StartRanges {
    wide: Ranges;
    narrow: Ranges;
  }

  /** A part of the body. */
  interface Frame {
    ranges: Ranges;
    cut: boolean;
  }

  /** Sizes in px that a slide's skeleton is drawn for. */
  interface Stages {
    wide: [number, number];
    narrow: [number, number];
    leastWide: number;
    leastLabelled: number;
  }

  /** The trunk alone on a wide stage. */
  interface SlideTrunk {
    ranges: Ranges;
    margin: [number, number];
  }

  /** ``layout.meta`` of a skeleton. */
  interface BonesMeta {
    kind: "bones";
    family: string;
    cartilage: string;
    bones: [string, number, number, number][];
    sites: Record<string, string>;
    ranges: StartRanges;
    panels: [string, number][];
    stages?: Stages;
    trunk?: SlideTrunk;
    colophon: string;
  }

  /** ``layout.meta`` of a plot with rows that can be chosen. */
  interface RowsMeta {
    kind: "rows";
    rows: [string, number, string, string][];
    size?: [number, number];
    export?: ExportLines;
  }

  /** ``layout.meta`` of the diagram of the routes. */
  interface FlowMeta {
    kind: "flow";
    family: string;
    size: [number, number];
    ranges: StartRanges;
    nodes: [string, number, number, number, number, number][];
    edges: [string, number, number, number[], number[]][];
    order: string[];
    lymph: number[];
    texts: Record<string, [string, string]>;
    export: ExportLines;
  }

  /** ``layout.meta`` of a figure in which nothing can be chosen. */
  interface StaticMeta {
    kind: "static";
  }

  /** What is drawn of the routes in one part of a view; see `bone_atlas.figures.overlay.overlay`. */
  interface Overlay {
    groups: [string, string, number[], number, number, string, [number, number][][]][];
    organs: [string, [number, number][]][];
    colours: Record<string, Record<string, string>>;
    dashes: Record<string, string>;
    labels: PlotlyObject[];
    paths: [number, number][][];
    journeys: Record<string, number[]>;
    tumours: Record<string, [number, number]>;
    ranges: StartRanges;
  }

  /** The same for a slide; see `bone_atlas.figures.projector.overlay.overlay`. */
  interface SlideOverlay {
    groups: [string, string, number[], number, number, string, [number, number][][]][];
    organs: [string, [number, number][]][];
    colours: Record<string, Record<string, string>>;
    dashes: Record<string, string>;
    labels: PlotlyObject[];
    paths: [number, number][][];
    journeys: Record<string, number[]>;
    tumours: Record<string, [number, number]>;
    ranges: StartRanges;
    columns: [number, number];
    middle: number;
    midline: number;
    room: [number, number];
    thighs: StartRanges;
  }

  /** A diagram in one of its two forms, with its design size in px. */
  interface DiagramForm {
    figure: ByTheme;
    size: [number, number];
  }

  /** What a figure receives of the routes from breast to bone. */
  interface RoutesShown {
    network: string;
    routes: string[];
    side: string;
    overlay?: Record<string, string>;
    focus?: boolean;
    chosenRoute?: string;
    lying?: DiagramForm;
    upright?: DiagramForm;
  }

  /** A skeleton of a slide seen from one side: painted, and without its values. */
  interface SlideView {
    figure: ByTheme;
    paint: ByTheme;
    blank: ByTheme;
    overlay?: Record<string, string>;
  }

  /** A figure of a slide. */
  interface SlideFigure {
    kind: string;
    index: string;
    caption: string;
    alt: string;
    select: string[];
    view?: string;
    views?: Record<string, SlideView>;
    routes?: RoutesShown | null;
    labels?: Record<Theme, PlotlyObject[]> | null;
    names?: Record<Theme, PlotlyObject[]> | null;
    narrow?: Record<Theme, PlotlyObject[]> | null;
    extent?: "whole" | "trunk";
    page?: string;
    query?: Record<string, string>;
    figure?: ByTheme | null;
    height?: number;
    marked?: string[];
  }

  /** What only some scenes have beside figures. */
  interface SlideMore {
    claim: SlideClaim;
    playing: Playing;
    strip: Strip | null;
  }

  /** A statement of the article and its verdict. */
  interface SlideClaim {
    statement: string;
    verdict: string;
    because: string;
    hypothesis: string;
  }

  /** Where in which journey the cell stands on a slide. */
  interface Playing {
    script: string;
    journey: string;
    step: number;
  }

  /** The stations of a journey; `station` is the index of the one that the cell has reached. */
  interface Strip {
    title: string;
    stations: string[];
    station: number;
    status: string;
  }

  /** A page: see `bone_atlas.app.registry.PageEntry`; `title` is that of the document. */
  interface CopyPage {
    name: string;
    path: string;
    title: string;
    bare: boolean;
    data: SceneData | QuizOfCopy | LessonsOfCopy | TextOfCopy;
  }

  /** The page of a lesson that is given. */
  interface LessonsOfCopy {
    lessons: Record<string, string>;
    notes: string;
    closing: string;
    phones: Phones;
    scored: boolean;
  }

  /** The page of questions: what is on offer, and by topic and level, ``all/easy``, addresses of decks. */
  interface QuizOfCopy {
    offered: QuizData;
    decks: Record<string, string[]>;
  }

  /** All pages of a copy, that which comes up first before the others. */
  interface StaticCopy {
    pages: CopyPage[];
  }

  /** A page that is a text: the address of an `HtmlFile`. */
  interface TextOfCopy {
    html: string;
  }

  /** A figure of the page. */
  interface DetectionFigure {
    figure: ByTheme;
    height: number;
    alt: string;
    slide: boolean;
  }

  /** All files of the Detection page. */
  interface DetectionManifest {
    index: string;
    page: string;
    figures: Record<string, DetectionFigure>;
    states: ThresholdState[];
    moved: string;
    loss: number;
    csv: string;
  }

  /** A step of the slider: the loss in per cent, what an X-ray would show, the figure. */
  interface ThresholdState {
    loss: number;
    verdict: string;
    figure: ByTheme;
    alt: string;
  }

  /** All studies of a site in one unit: a figure of so many px, and as HTML what it shows. */
  interface AgreementOfUnit {
    unit: string;
    heading: string;
    figure: ByTheme;
    height: number;
    alt: string;
    summary: string;
    table: string;
    hangs: string;
  }

  /** Files that hold others by their addresses, for idle time. */
  interface EvidenceBundles {
    parts: string[];
    orders: Record<string, string>;
    paints: Record<string, Record<string, string>>;
  }

  /** A layer as the pickers of the Evidence page know it. */
  interface EvidenceLayer {
    id: string;
    title: string;
    study: string;
    unit: string;
    heading: string;
  }

  /** All files of the Evidence page in one language of the names. */
  interface EvidenceManifest {
    language: string;
    index: string;
    panels: string;
    tables: string;
    views: [string, string, ByTheme, Record<string, string>, Extents][];
    routes: [string, string, string[]][];
    network: string;
    places: string[];
    parts: [string, string][];
    measured: string;
    site: string;
    layers: EvidenceLayer[];
    claims: string;
    statements: [string, string][];
    spreads: Spread[];
    offered: string[];
    compared: string[];
    lesions: LesionsOnMarrow[];
    pairs: Record<string, string>;
    bundles: Record<Theme, EvidenceBundles>;
  }

  /** What the Evidence page says of each site, as HTML. */
  interface EvidencePanels {
    agreements: Record<string, AgreementOfUnit[]>;
    apart: Record<string, string>;
    names: string[];
    values: Record<string, string[]>;
    selected: string;
    lesions: Record<string, string>;
  }

  /** A part of a page. */
  interface HtmlFile {
    html: string;
  }

  /** Two layers compared; `judged` and `table` are HTML. */
  interface LayerPair {
    judged: string;
    table: string;
    together: LayersTogether | null;
  }

  /** What two layers of one scale can be seen as. */
  interface LayersTogether {
    title: string;
    csv: string;
    paints: Record<string, [ByTheme, ByTheme, ByTheme]>;
    order: SitesInOrder | null;
  }

  /** A layer of lesions that can be held against the marrow: the plot by theme, of so many px. */
  interface LesionsOnMarrow {
    id: string;
    title: string;
    figure: ByTheme;
    height: number;
  }

  /** A figure of so many px. */
  interface SitesInOrder {
    figure: ByTheme;
    height: number;
  }

  /** What the skeleton of the agreement is painted with: its paint by view, its values as CSV. */
  interface Spread {
    id: string;
    label: string;
    title: string;
    summary: string;
    csv: string;
    paint: Record<string, ByTheme>;
  }

  /** What the figure component receives; what is empty is left out. */
  interface FigureData {
    index: string;
    figure?: string | PlotlyObject | ByTheme | Record<Theme, PlotlyObject> | Record<Theme, Paint>;
    paint?: ByTheme | Record<Theme, PlotlyObject> | Record<Theme, Paint>;
    preview?: Record<Theme, LightPicture>;
    selected?: string[];
    sequence?: number;
    height?: string;
    tools?: string[];
    marked?: string[];
    alt?: string;
    network?: string;
    routes?: string[];
    side?: string;
    overlay?: Record<string, string>;
    focus?: boolean;
    chosenRoute?: string;
    lying?: DiagramForm;
    upright?: DiagramForm;
  }

  /** The bones, what ids stand for them, and names. */
  interface Index {
    bones: [string, string, string][];
    members: Record<string, number[]>;
    names: Record<string, string>;
  }

  /** The picture that stands in for a skeleton until Plotly is there. */
  interface LightPicture {
    outline: string;
    margin: string;
    shading?: string;
  }

  /** What the columns of a table hold, kept for its headings. */
  interface HeadingRecord {
    key: string;
    record: string;
  }

  /** What the browser is to remember of the headings of the reader's tables. */
  interface HeadingsData {
    keeps: string;
    session: string;
    heard: boolean;
    changes: HeadingRecord[];
  }

  /** A lesson of one's own as the browser keeps it. */
  interface KeptLesson {
    writer: string;
    revision: number;
    form: number;
    id: string;
    title: string;
    slides: number;
    changed: number;
    content: string;
  }

  /** What the browser is to do with the lessons that it keeps. */
  interface LessonsData {
    keeps: string;
    session: string;
    open: string;
    ask: number;
    heard: number;
    wanted: string;
    saves: LessonToKeep[];
    removed: string[];
  }

  /** A lesson to keep, and the version that it was made of; none where it is new. */
  interface LessonToKeep {
    lesson: KeptLesson;
    base: LessonVersion | null;
  }

  /** Which session wrote a lesson last, and the number of its change. */
  interface LessonVersion {
    writer: string;
    revision: number;
  }

  /** What the browser is to hold of the reader's table. */
  interface TableData {
    keeps: string;
    session: string;
    heard: boolean;
    record: string;
    keep: boolean;
    forget: number;
    edited: boolean;
  }

  /** A lesson. */
  interface Lesson {
    title: string;
    minutes: number;
    goals: string[];
    slides: Slide[];
  }

  /** What the presenter receives; the lesson of a reader's own goes with it, others by their address. */
  interface LessonData {
    lesson: string | Lesson;
    notes: string;
    closing: string;
    phones: Phones;
    slide?: number;
    revealed?: number;
  }

  /** What the server knows of addresses. */
  interface Phones {
    base: string;
    longest: number;
    local: string[];
  }

  /** Where the class practises: the words of the link, and the address without the server's name. */
  interface Practising {
    text: string;
    link: string;
  }

  /** A slide as it will look, where it stands, from 1, and of how many. */
  interface PreviewData {
    preview: Slide;
    number: number;
    count: number;
  }

  /** A site to put in order. */
  interface RankItem {
    id: string;
    label: string;
  }

  /** A site at its rank in the study that is asked about, with its value. */
  interface RankTruth {
    id: string;
    label: string;
    value: string;
  }

  /** A slide; `number` is that of its links. */
  interface Slide {
    number: number;
    title: string;
    text: string;
    points: string[];
    practise: Practising | null;
    question: SlideQuestion | null;
    claim: SlideClaim | null;
    shows: string;
    kind: string;
    notes: string;
    restsOn: [string, string][];
    steps: string[];
    hidden: string[];
    figures: SlideFigure[];
    explore: SlideFigure;
    playing: Playing | null;
    strip: Strip | null;
    sources: [string, string][];
    link: string;
  }

  /** What a class is asked: one of some options, counted from 1, or an order. */
  interface SlideQuestion {
    kind: string;
    ask: string;
    why: string;
    options: string[];
    answer: number;
    items?: RankItem[];
    truth?: RankTruth[];
    pairs?: [string, string][];
    open?: string;
  }

  /** One answer on offer, and why it is wrong or what the rows say of it. */
  interface Option {
    id: string;
    label: string;
    remark: string;
  }

  /** What the quiz receives: what is on offer, and the deck where one is played. */
  interface QuizData {
    topics: Record<string, string>;
    levels: Record<string, string>;
    topic: string;
    level: string;
    deck?: QuizDeck;
  }

  /** A quiz with everything that the browser needs to play it without asking again. */
  interface QuizDeck {
    id: string;
    number: number;
    topic: string;
    level: string;
    topics: Record<string, string>;
    levels: Record<string, string>;
    link: string;
    index: string;
    network: string;
    views: Record<string, ByTheme>;
    questions: QuizQuestion[];
  }

  /** What stands beside a question. */
  interface QuizPicture {
    view: string;
    sites: string[];
    layer: string;
    masked: boolean;
    caption: string;
    paint: ByTheme;
    alt: string;
    scale?: boolean;
    idle?: boolean;
    overlay?: Record<string, string>;
    side?: string;
    routes?: string[];
    lit?: string[];
    journey?: JourneySoFar;
  }

  /** A question; see `bone_atlas.quiz.Item`. */
  interface QuizQuestion {
    key: string;
    subject: string;
    kind: string;
    topic: string;
    level: string;
    prompt: string;
    explanation: string;
    how: string;
    options: Option[];
    answer: string[];
    settled: [string, string][];
    figures: RowReference[];
    sources: QuizSource[];
    show: QuizPicture | null;
    reveal: QuizPicture | null;
    spare?: QuizQuestion;
  }

  /** Who published a row; the link is empty where there is none. */
  interface QuizSource {
    text: string;
    link: string;
  }

  /** A row that a question rests on. */
  interface RowReference {
    file: string;
    key: string;
    text: string;
  }

  /** A journey as the player shows it. */
  interface Journey {
    id: string;
    title: string;
    route: string;
    side: string;
    site: string;
    bone: string;
    reached: string;
    steps: JourneyStep[];
  }

  /** The steps of a journey up to one of them. */
  interface JourneySoFar {
    id: string;
    steps: StepEnds[];
  }

  /** All journeys, the names of all ends, and the routes in words. */
  interface JourneysScript {
    journeys: Journey[];
    names: Record<string, string>;
    routes: Record<string, string>;
    noSource: string;
  }

  /** A step as the player shows it; ``mm`` is the length of its longest drawing. */
  interface JourneyStep {
    from: string;
    to: string;
    segments: string[];
    caption: string;
    status: string;
    label: string;
    sources: [string, string | null][];
    mm: number;
  }

  /** Which segments light up for what. */
  interface RoutesIndex {
    segments: [string, string, string, string[], string, string][];
    lights: Record<string, Record<string, number[]>>;
    names: Record<string, string>;
    paired: string[];
  }

  interface StepEnds {
    from: string;
    to: string;
    segments: string[];
  }

  /** A layer as the Atlas page shows it; `source`, `key`, `invitation` and `downloads` are HTML. */
  interface AtlasLayer {
    id: string;
    title: string;
    measured: boolean;
    source: string;
    key: ByTheme;
    invitation: string;
    unit: string;
    downloads: string;
    paint: Record<string, ByTheme>;
    preview: Record<string, Record<Theme, LightPicture>>;
    ranking: ByTheme;
    rankingHeight: number;
    rankingHeading: string;
  }

  /** All files of the Atlas page in one language of the names. */
  interface AtlasManifest {
    language: string;
    index: string;
    panels: string;
    tables: string;
    views: [string, string, ByTheme, Record<string, string>, Extents][];
    routes: [string, string, string[]][];
    network: string;
    places: string[];
    firstMeasured: string;
    layers: AtlasLayer[];
    search: string;
    bundles: Record<Theme, string[]>;
    comparisons: Record<string, [ByTheme, number, boolean]>;
  }

  /** The panels of all sites, as HTML. */
  interface AtlasPanels {
    places: string[];
    layers: string[];
    panels: string[][];
    rows: string[][];
    parts: string;
    wholes: Record<string, string>;
    vessels: Record<string, string>;
    bones: Record<string, string>;
  }

  /** What can be seen of a view: the whole body, and the trunk. */
  interface Extents {
    whole: Frame;
    trunk: Frame;
  }

  /** All files of the Pathways page in one language of the names. */
  interface PathwaysManifest {
    language: string;
    index: string;
    panels: string;
    tables: string;
    views: [string, string, ByTheme, Record<string, string>, Extents][];
    routes: [string, string, string[]][];
    network: string;
    places: string[];
    layers: string[];
    bare: Record<string, ByTheme>;
    routePanels: string;
    script: string;
    lying: DiagramForm;
    upright: DiagramForm;
    steps: Record<string, string>;
    reach: ReachSection;
  }

  /** Counted lesions by what is known of the routes to their bones, as HTML and a figure of so many px. */
  interface ReachSection {
    head: string;
    limits: string;
    table: string;
    figure: ByTheme;
    height: number;
    alt: string;
  }

  /** What is told of the routes to each place, as HTML. */
  interface RoutePanels {
    panels: Record<string, Record<string, string>>;
    heads: Record<string, string>;
  }

  /** The tables of the routes and of the journeys, as HTML. */
  interface RouteTables {
    rows: string[];
    shells: string[];
    tables: Record<string, Record<string, [number, number[]]>>;
    journeys: Record<string, string>;
  }

  /** What the scene of a page receives. */
  interface SceneData {
    scene: string;
    manifests: Record<string, string>;
    languages: Record<string, string>;
    start: Record<string, string>;
    phones: Phones;
    slides: boolean;
  }

  /** What every scene has among its files, in one language of the names. */
  interface SceneManifest {
    language: string;
    index: string;
    panels: string;
    tables: string;
    views: [string, string, ByTheme, Record<string, string>, Extents][];
    routes: [string, string, string[]][];
    network: string;
    places: string[];
  }

  /** The names by which sites, groups and bones are found, in all languages of the tables. */
  interface SearchIndex {
    names: [string, string[], string[]][];
  }

  /** What a figure is, and where in it what can be pointed at stands. */
  type FigureMeta = BonesMeta | RowsMeta | FlowMeta | StaticMeta;
}
