// @ts-check
/**
 * The shapes that pass between the modules. They mirror docs/architecture.md ("JSON shapes"); nothing here runs.
 *
 * @typedef {"unclassified"|"restricted"|"confidential"|"secret"} Level
 * @typedef {{text: string, level: Level, registers: string[], groups: string[]}} Marking
 * @typedef {{id: string, kind: string, subkind: string|null, caption: string, subtitle: string|null, names: string[],
 *   registers: string[], marking: Marking, grade: string|null, degree: number, first_seen: string|null,
 *   last_seen: string|null, countries: string[], flags: string[]}} Node
 * @typedef {"confirmed"|"probable"|"tentative"} Strength
 * @typedef {{id: string, type: string, role: string|null, source: string, target: string, marking: Marking,
 *   grade: string|null, strength: Strength, from: string|null, to: string|null, count: number, records: string[]}} Link
 * @typedef {{nodes: Node[], links: Link[], shown?: number, total?: number, truncated?: boolean,
 *   resolved?: Record<string, string>, missing?: string[]}} Subgraph
 *
 * @typedef {{what: "identifier"|"decision", reason: string, text: string, scheme: string|null, number: string|null,
 *   identifier: string|null, decision: string|null, why: string|null, marking: Marking}} Ground
 * @typedef {{id: string, source: string, target: string, nodes: Node[], marking: Marking, decidable: boolean,
 *   grounds: Ground[]}} Lead  what is possibly the same; its id is given here
 *
 * How a node came onto the chart: `expand` may be collapsed again, what was asked for by name may not.
 * @typedef {"search"|"expand"|"path"|"hand"|"restored"} Origin
 * @typedef {{x: number, y: number}} Point
 * @typedef {{node: Node, x: number, y: number, pinned: boolean, hidden: boolean, group: string|null,
 *   by: Origin, from: string|null}} Placed
 * @typedef {{id: string, label: string}} Group
 *
 * @typedef {object} Filters
 * @property {string[]} kinds       kinds that are switched off
 * @property {string[]} types       link types that are switched off
 * @property {Strength[]} strengths link strengths that are switched off
 * @property {string[]} registers   registers that are switched off
 * @property {string|null} reliability worst source grade that is still shown (A to F)
 * @property {string|null} credibility worst information grade that is still shown (1 to 6)
 * @property {string|null} from     first month shown, "2025-03"
 * @property {string|null} to       last month shown
 *
 * The part of the state that undo restores. Never changed in place.
 * @typedef {object} Chart
 * @property {ReadonlyMap<string, Placed>} nodes
 * @property {ReadonlyMap<string, Link>} links
 * @property {ReadonlySet<string>} hiddenLinks
 * @property {ReadonlyMap<string, Group>} groups
 * @property {Filters} filters
 * @property {ReadonlySet<string>} selection  ids of nodes, or of one link
 * @property {ReadonlyMap<string, string>} pages  where the next page of an expansion begins, by entity and what was asked
 *
 * @typedef {{chart: Chart, label: string}} Step
 * @typedef {{chart: Chart, past: Step[], future: Step[]}} History
 *
 * @typedef {{nodes: string[], links: string[], length: number, weakest: string|null}} Path
 * @typedef {{source: string, target: string, paths: Path[], index: number, more: boolean, types: string[],
 *   used: string[], maxHops: number}} PathState
 * @typedef {{type: string, direction: "out"|"in", kind: string, count: number}} LinkCount
 * @typedef {{total: number, types: LinkCount[]}} LinkCounts
 *
 * @typedef {{record: string, said: string, source: string, observed_at: string|null, recorded_at: string|null,
 *   grade: string|null, marking: Marking, legal_basis: string|null}} Evidence
 * @typedef {{property: string, value: unknown, text: string, differs: boolean, sources: Evidence[],
 *   source_count: number, note: string|null}} Value
 * @typedef {{id: string, scheme: string, as_seen: string, normalised: string|null, valid: boolean|null, why: string|null,
 *   corrections: string[], shared_with: number, sources: Evidence[],
 *   source_count: number}} Identifier
 * @typedef {Node & {values: Value[], identifiers: Identifier[], subjects: {id: string, source: string}[],
 *   merged_from: string[], record_count: number, asked_id: string}} Entity
 * @typedef {{id: string, source: string, key: string, kind: string, edition: number, live: boolean, recorded_at: string|null,
 *   observed_at: string|null, grade: string|null, marking: Marking, legal_basis: string|null, batch: string|null,
 *   payload: unknown}} RecordItem
 *
 * @typedef {{kind: string, label: string, plural: string, icon: string, shape: string, family: string, solid: boolean,
 *   subkinds: {subkind: string, label: string, icon: string}[]}} KindLook
 * @typedef {{type: string, label: string, inverse: string, paths: boolean, directed: boolean}} LinkTypeLook
 *
 * @typedef {{field: string|null, line: number|null, message: string, remedy: string|null}} Problem
 *
 * @typedef {object} PageData  what the server writes into <script id="page-data">
 * @property {Record<string, string>} strings  English sentence to the reader's language
 * @property {string} lang
 * @property {{id: string, name: string, initials: string, registers: string[], level: Level, groups: string[],
 *   may_write: boolean, may_decide: boolean}} user
 * @property {KindLook[]} kinds
 * @property {LinkTypeLook[]} link_types
 * @property {Record<string, string>} roles roles of vocabularies in words
 * @property {Record<string, string>} properties  name of a property to its label
 * @property {{scheme: string, label: string}[]} identifier_schemes
 * @property {Record<string, string>} words  labels of levels, registers and of whatever else arrives as a code
 * @property {{entity: string|null, chart: string|null}} deep_link
 * @property {{api: string, home: string, entity: string, decide: string, search: string, charts: string, sign_in: string, explore: string}} urls  `entity` and `decide` hold "{id}"
 * @property {string|null} told  what came of a decision that was taken from this chart
 */
export {};
