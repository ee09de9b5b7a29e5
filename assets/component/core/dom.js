// Elements of the page, made in one call.

/** An element with its properties and children; children that are null or undefined are left out. */
export const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};
