/** Words of work on a device without a network (source language). */

export const zhDevice = {
  label: "本设备",
  online: "已连接节点",
  offline: "未连接节点：可以继续记录，连上后自动同步",
  waiting: (count: number) => `${count} 项待同步`,
  waits: "待同步",
  sendNow: "立即同步",
  take: "带去现场",
  takeAgain: "重新下载",
  takeNote:
    "把要求、核查步骤和已有记录存到本设备，断网时可以查看和记录；内容未加密，14 天后失效，退出登录即删除。",
  taking: (done: number, all: number) => `正在下载 ${done}/${all}`,
  takenAt: (at: string) => `已于 ${at} 存到本设备`,
  until: (day: string) => `${day} 前可离线查看`,
  remove: "从本设备删除",
  needsHttps: "离线使用需要 HTTPS 或在节点本机打开",
  discard: "丢弃这一项",
};
