// Texts that try to become more than text when a page shows them.

/** What each script in them would do: leave a mark in the page that shows it. */
export const MARK = '__retortWasRun';
const RUN = `globalThis.${MARK}=1,alert(1)`;

const SCRIPTS = [
  `<script>${RUN}</script>`,
  `<SCRIPT SRC=data:text/javascript,${RUN}></SCRIPT>`,
  `<img src=x onerror="${RUN}">`,
  `<img src=x onerror=${RUN}//`,
  `<svg onload="${RUN}">`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><animate onbegin="${RUN}" attributeName=x dur=1s>`,
  `<svg><foreignObject><body onload="${RUN}"></foreignObject></svg>`,
  `<body onload="${RUN}">`,
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<details open ontoggle="${RUN}">`,
  `<input autofocus onfocus="${RUN}">`,
  `<video><source onerror="${RUN}"></video>`,
  `<audio src=x onerror="${RUN}">`,
  `<a href="javascript:${RUN}">open</a>`,
  `<a href="command:workbench.action.terminal.new">open</a>`,
  `[open](command:workbench.action.terminal.new)`,
  `<form action="javascript:${RUN}"><button>send</button></form>`,
  `<object data="javascript:${RUN}"></object>`,
  `<embed src="javascript:${RUN}">`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<link rel=stylesheet href="data:text/css,*{display:none}">`,
  `<style>*{display:none}</style>`,
  `<base href="https://attacker.invalid/">`,
  `<math><mtext><img src=x onerror="${RUN}"></mtext></math>`,
  `<template><img src=x onerror="${RUN}"></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<div style="background:url(javascript:${RUN})">`,
  `<marquee onstart="${RUN}">`,
  `\${${RUN}}`,
  `{{constructor.constructor('${RUN}')()}}`,
];

/** Ways to break out of wherever a text is put. */
const BEFORE = ['', '">', "'>", '</span>', '</div></div>', '--><!-- -->', '</title></head>'];

/** More than two hundred texts: every script after every way out of a tag. */
export const PAYLOADS: readonly string[] = BEFORE.flatMap((before) =>
  SCRIPTS.map((script) => before + script),
);
