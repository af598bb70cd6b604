import { type Role, ROLES } from './role.ts';

/** Who may do a line's things: anybody at the door, whoever has signed in (even behind a locked screen), or some roles. */
export type LineAccess = 'public' | 'session' | readonly Role[];

export type RolesLine = {
  /** What is done, in a clerk's words. */
  readonly what: string;
  readonly who: LineAccess;
  /** The procedures of the contract that do it. */
  readonly procedures: readonly string[];
};

export type RolesSection = { readonly title: string; readonly lines: readonly RolesLine[] };

const office = ['clerk', 'accountant', 'administrator'] as const;
const officeReaders = [...office, 'inspector'] as const;
const counter = ['shopkeeper', 'administrator'] as const;

/**
 * Who may do what, for people to read: the app and README show it. It decides nothing. The contract does, and a test
 * walks every procedure as every role and compares: each is in exactly one line here.
 */
export const ROLES_TABLE: readonly RolesSection[] = [
  {
    title: '柜台',
    lines: [
      {
        what: '兑换、退回、挂单、打小票',
        who: counter,
        procedures: [
          'redemption.redeem',
          'redemption.return',
          'redemption.hold',
          'redemption.takeHeld',
          'redemption.printReceipt',
        ],
      },
      { what: '看挂单', who: [...counter, 'inspector'], procedures: ['redemption.heldBaskets'] },
      { what: '看兑换单和小票', who: ROLES, procedures: ['redemption.get', 'redemption.list', 'redemption.receipt'] },
    ],
  },
  {
    title: '户籍和积分',
    lines: [
      {
        what: '找户，看积分和存折',
        who: ROLES,
        procedures: ['household.search', 'household.card', 'household.list', 'household.cardSlip', 'points.passbook'],
      },
      {
        what: '打印存折码',
        who: ['shopkeeper', ...office],
        procedures: ['household.printCardSlip'],
      },
      { what: '登记和更正户', who: office, procedures: ['household.save'] },
      {
        what: '看一户完整的身份证号和电话，打印本户信息表（记入操作记录）',
        who: ['clerk', 'administrator'],
        procedures: ['household.showPersonal', 'household.dataSheet'],
      },
      {
        what: '加分、扣分、红冲积分',
        who: ['clerk', 'assessor', 'accountant', 'administrator'],
        procedures: ['points.award', 'points.deduct', 'points.reverse'],
      },
    ],
  },
  {
    title: '物资',
    lines: [
      { what: '看户的标签', who: ROLES, procedures: ['donation.tags'] },
      {
        what: '看捐赠人、捐赠去向和致谢榜（查看岗位的电话打星号）',
        who: officeReaders,
        procedures: ['donation.donors', 'donation.list', 'donation.get', 'donation.thanks'],
      },
      {
        what: '登记捐赠人和捐赠，记外部票据号和捐赠人的同意',
        who: office,
        procedures: ['donation.saveDonor', 'donation.record', 'donation.consent', 'donation.withdrawConsent'],
      },
      {
        what: '看物品、库存和入库单',
        who: ROLES,
        procedures: ['goods.counterItems', 'goods.items', 'goods.stock', 'goods.inbounds', 'goods.inbound'],
      },
      {
        what: '看库存总览、图表，一种物品和一个批次的来去（办公岗位以外姓名打星号）',
        who: ROLES,
        procedures: ['goods.overview', 'goods.itemLife', 'goods.lotLife', 'goods.stockCharts'],
      },
      {
        what: '登记物品、入库、红冲入库',
        who: office,
        procedures: [
          'goods.saveItem',
          'goods.receive',
          'goods.reverseInbound',
          'goods.receivingHints',
          'goods.invoiceHolder',
        ],
      },
      { what: '看工具借用', who: ROLES, procedures: ['loan.tools', 'loan.list'] },
      { what: '借出和收回工具，红冲', who: counter, procedures: ['loan.lend', 'loan.takeBack', 'loan.reverse'] },
      { what: '报损借出后丢失的工具（另一位审批）', who: office, procedures: ['loan.writeOff'] },
      {
        what: '交照片，给已记账的单据补附照片，红冲补错的',
        who: ['shopkeeper', ...office],
        procedures: ['photo.upload', 'photo.attach', 'photo.withdraw'],
      },
      {
        what: '看单据的照片',
        who: ['shopkeeper', ...officeReaders],
        procedures: ['photo.file', 'photo.ofDocument'],
      },
      {
        what: '看临期和过期的批次，看报损、调拨和退货单',
        who: ROLES,
        procedures: ['outbound.expiring', 'outbound.lots', 'outbound.list', 'outbound.get', 'outbound.form'],
      },
      {
        what: '报损（要监督人和另一位审批）、调给别的店、退给供货单位、红冲这些单子',
        who: office,
        procedures: ['outbound.writeOff', 'outbound.transfer', 'outbound.returnToSupplier', 'outbound.reverse'],
      },
      { what: '看共建店和它们发放的物品', who: ROLES, procedures: ['partner.list'] },
      {
        what: '看共建店的发放和结算单',
        who: officeReaders,
        procedures: ['partner.unsettled', 'partner.settlements', 'partner.settlement', 'partner.settlementPaper'],
      },
      {
        what: '登记共建店、定结算单价和限价、结算、红冲结算',
        who: office,
        procedures: ['partner.save', 'partner.setTerms', 'partner.settle', 'partner.reverseSettlement'],
      },
      {
        what: '看正在进行和已入账的盘点',
        who: ROLES,
        procedures: ['stocktake.open', 'stocktake.documents', 'stocktake.document'],
      },
      {
        what: '盘点点数、划去、收单（点数时看不到账面数）',
        who: ['shopkeeper', ...office],
        procedures: ['stocktake.goods', 'stocktake.counts', 'stocktake.count', 'stocktake.strike', 'stocktake.finish'],
      },
      {
        what: '开始盘点，写差异原因，退回重点，作废',
        who: office,
        procedures: ['stocktake.start', 'stocktake.explain', 'stocktake.reopen', 'stocktake.drop'],
      },
      { what: '收单后看盘盈盘亏', who: officeReaders, procedures: ['stocktake.review'] },
      { what: '批准盘点入账', who: ['accountant', 'administrator'], procedures: ['stocktake.approve'] },
    ],
  },
  {
    title: '价格',
    lines: [
      { what: '看兑换分值和变动', who: ROLES, procedures: ['price.list', 'price.history'] },
      { what: '调价、撤销没生效的调价', who: office, procedures: ['price.change', 'price.withdraw'] },
      { what: '定每分按多少元建议分值', who: ['administrator'], procedures: ['price.saveRate'] },
    ],
  },
  {
    title: '纸张',
    lines: [
      { what: '打印货架标签、兑换价目表', who: ROLES, procedures: ['paper.labels', 'paper.priceList'] },
      { what: '打印盘点表', who: officeReaders, procedures: ['paper.stocktake'] },
      { what: '打印捐赠接收凭证、证书和致谢榜', who: office, procedures: ['paper.certificate', 'paper.thanks'] },
    ],
  },
  {
    title: '台账',
    lines: [
      {
        what: '导入台账',
        who: office,
        procedures: ['ledger.previewImport', 'ledger.remapImport', 'ledger.commitImport', 'ledger.importProblems'],
      },
      { what: '导出台账，号码打星号', who: officeReaders, procedures: ['ledger.export', 'ledger.exportedFile'] },
      {
        what: '导出带完整身份证号和电话的台账（写明用途，记入操作记录）',
        who: ['clerk', 'administrator'],
        procedures: ['ledger.exportPersonal'],
      },
    ],
  },
  {
    title: '账目和备份',
    lines: [
      { what: '核对账目', who: ['accountant', 'administrator', 'inspector'], procedures: ['settings.verify'] },
      { what: '看上次备份的时间', who: ROLES, procedures: ['settings.backupAge'] },
      { what: '看备份列表', who: officeReaders, procedures: ['settings.backups'] },
      {
        what: '备份、恢复、恢复演练、第二份记录',
        who: ['administrator'],
        procedures: [
          'settings.backUpNow',
          'settings.saveBackupFolder',
          'settings.restorePreview',
          'settings.restore',
          'settings.drillRestore',
          'settings.saveRecordFolder',
          'settings.replayRecord',
        ],
      },
      {
        what: '账打不开时的救援（只在主机上，改动要管理员密码）',
        who: 'public',
        procedures: [
          'rescue.state',
          'rescue.preview',
          'rescue.restore',
          'rescue.acceptable',
          'rescue.accept',
          'rescue.exportReadable',
          'rescue.supportBundle',
          'rescue.retry',
        ],
      },
    ],
  },
  {
    title: '设置',
    lines: [
      {
        what: '看打印机和锁屏设置',
        who: ROLES,
        procedures: ['settings.printer', 'settings.testPage', 'staff.screenLock'],
      },
      { what: '设置打印机、打测试页', who: counter, procedures: ['settings.savePrinter', 'settings.testPrint'] },
      { what: '设置多久不动就锁屏', who: ['administrator'], procedures: ['staff.saveScreenLock'] },
      { what: '看身份证号的密钥是否在本机', who: ROLES, procedures: ['settings.personalKey'] },
      {
        what: '看、打印、输入恢复密钥，丢失后重来（记入操作记录）',
        who: ['administrator'],
        procedures: [
          'settings.recoveryKey',
          'settings.printRecoveryKey',
          'settings.unlockPersonal',
          'settings.dropSealedNumbers',
        ],
      },
      { what: '确认电脑的日期没有错', who: ['administrator'], procedures: ['settings.confirmDay'] },
      { what: '看从多大数额起要另一位同意', who: ROLES, procedures: ['settings.secondPersonLimits'] },
      { what: '改要另一位同意的数额', who: ['administrator'], procedures: ['settings.saveSecondPersonLimits'] },
      {
        what: '首次开店、建演示村',
        who: 'public',
        procedures: [
          'settings.status',
          'settings.presets',
          'settings.initialise',
          'settings.createDemo',
          'settings.reportFault',
        ],
      },
    ],
  },
  {
    title: '分机',
    lines: [
      { what: '用配对码接为分机', who: 'public', procedures: ['station.here', 'station.pair'] },
      { what: '看分机是否开放、账目有没有变动', who: ROLES, procedures: ['station.pulse'] },
      {
        what: '开放、关闭、撤销分机',
        who: ['administrator'],
        procedures: [
          'station.doors',
          'station.openDoors',
          'station.closeDoors',
          'station.newPairingCode',
          'station.dropPairingCode',
          'station.revoke',
        ],
      },
    ],
  },
  {
    title: '人员',
    lines: [
      {
        what: '登录，用找回码设新密码',
        who: 'public',
        procedures: ['staff.operators', 'staff.signIn', 'staff.recover'],
      },
      {
        what: '锁屏、解锁、改自己的密码、退出',
        who: 'session',
        procedures: ['staff.me', 'staff.lock', 'staff.unlock', 'staff.changeSecret', 'staff.signOut'],
      },
      {
        what: '看、导出和核对操作记录',
        who: ['administrator', 'inspector'],
        procedures: ['audit.list', 'audit.people', 'audit.check', 'audit.export', 'audit.exportedFile'],
      },
      { what: '看人员', who: ['administrator', 'inspector'], procedures: ['staff.list'] },
      {
        what: '增加、更改、停用人员，重设密码',
        who: ['administrator'],
        procedures: ['staff.add', 'staff.change', 'staff.setActive', 'staff.resetSecret'],
      },
      {
        what: '做找回码、打印找回码',
        who: ['administrator'],
        procedures: ['staff.renewRecoveryCode', 'staff.printRecoverySlip'],
      },
    ],
  },
];

const LINE_OF = new Map(
  ROLES_TABLE.flatMap(({ lines }) => lines.flatMap((line) => line.procedures.map((name) => [name, line] as const))),
);

/** Roles that a line lets through once they have signed in. */
export function rolesOf(who: LineAccess): readonly Role[] {
  return typeof who === 'string' ? ROLES : who;
}

/** Whether the table lets a role call a procedure; never for one that it does not know. */
export function tableAllows(role: Role, procedure: string): boolean {
  const line = LINE_OF.get(procedure);
  return line !== undefined && rolesOf(line.who).includes(role);
}
