// @ts-check
/**
 * How kinds and link types look, from the server's registry (model/kinds.py). Nothing about a single kind is known here.
 * @import {KindLook, LinkTypeLook} from "./types.js"
 */

/**
 * @typedef {{kind: string, subkind?: string|null}} OfKind
 * @typedef {object} Registry
 * @property {KindLook[]} kinds
 * @property {LinkTypeLook[]} linkTypes
 * @property {(kind: string) => KindLook} kind
 * @property {(node: OfKind) => string} icon
 * @property {(node: OfKind) => string} kindLabel
 * @property {(type: string) => LinkTypeLook} linkType
 * @property {(type: string, direction?: "out"|"in") => string} linkLabel begins with a capital letter
 * @property {(role: string) => string} roleLabel "beneficial_owner" is "beneficial owner"
 */

/** @param {KindLook[]} kinds @param {LinkTypeLook[]} linkTypes @param {string} lang
 * @param {Record<string, string>} [roles] the roles that vocabularies have, in words @returns {Registry} */
export function createRegistry(kinds, linkTypes, lang, roles = {}) {
  const looks = new Map(kinds.map((item) => [item.kind, item]));
  const types = new Map(linkTypes.map((item) => [item.type, item]));
  const kind = (/** @type {string} */ name) => looks.get(name) ?? unknownKind(name);
  const linkType = (/** @type {string} */ type) => types.get(type) ?? unknownType(type);
  const subkind = (/** @type {OfKind} */ node) => kind(node.kind).subkinds.find((item) => item.subkind === node.subkind);
  return {
    kinds,
    linkTypes,
    kind,
    linkType,
    icon: (node) => subkind(node)?.icon ?? kind(node.kind).icon,
    kindLabel: (node) => capital(subkind(node)?.label ?? kind(node.kind).label, lang),
    linkLabel: (type, direction = "out") => capital(direction === "in" ? linkType(type).inverse : linkType(type).label, lang),
    roleLabel: (role) => (Object.hasOwn(roles, role) ? roles[role] : role.replaceAll("_", " ")),
  };
}

/** What the server names but did not describe is drawn plainly rather than not at all. @param {string} name @returns {KindLook} */
function unknownKind(name) {
  return {
    kind: name,
    label: name,
    plural: name,
    icon: "circle-help",
    shape: "rectangle",
    family: "casework",
    solid: false,
    subkinds: [],
  };
}

/** @param {string} type "CARRIED_ON" @returns {LinkTypeLook} */
function unknownType(type) {
  const label = type.replaceAll("_", " ").toLowerCase();
  return { type, label, inverse: label, paths: false, directed: true };
}

/** @param {string} words @param {string} lang @returns {string} */
function capital(words, lang) {
  return words.charAt(0).toLocaleUpperCase(lang) + words.slice(1);
}
