import type { HouseholdDataSheet } from '../../../shared/contract/household.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import '../../components/print-page.css';
import { shortMoment } from '../../lib/dates.ts';
import { HOUSEHOLD_STATUS_TEXT } from '../../lib/words.ts';

type Facts = readonly (readonly [string, string, string, string] | readonly [string, string])[];

/** 本户信息表: everything that is kept about a household, as the household gets it to read and to take home. */
export function DataSheetPaper({ sheet, shopName }: { readonly sheet: HouseholdDataSheet; readonly shopName: string }) {
  const { household, traces } = sheet;
  const register: Facts = [
    ['户编号', household.householdNo, '状态', HOUSEHOLD_STATUS_TEXT[household.status]],
    ['户主', household.headName, '入册日期', household.enrolledOn],
    ['身份证号', sheet.idNumber ?? '', '电话', sheet.phone ?? ''],
    ['村', household.villageName, '网格', household.villageGrid],
    ['村民小组', household.groupName, '人口', household.memberCount === null ? '' : `${household.memberCount} 人`],
    ['家庭成员', household.members],
    ['存折码', household.cardNo],
    ['备注', household.note],
  ];
  const points: Facts = [
    [
      `${sheet.schemeYear} 年荣誉`,
      `${pointsText(sheet.honourCentipoints)} 分`,
      '现可兑换',
      `${pointsText(sheet.spendableCentipoints)} 分`,
    ],
    ['积分记录', `${traces.pointsLines} 笔`, '兑换和退回', `${traces.redemptions} 笔`],
    [
      '记录起止',
      traces.from === null ? '还没有' : `${traces.from} 至 ${traces.to ?? ''}`,
      '挂单',
      `${traces.heldBaskets} 张`,
    ],
  ];
  return (
    <article className="paper" aria-label="本户信息表">
      <h1 className="paper-title">本户信息表</h1>
      <p className="paper-head">
        <span>单位：{shopName}</span>
        <span>制表日期：{sheet.madeOn}</span>
      </p>
      <FactTable caption="一、登记信息" facts={register} />
      <FactTable caption="二、积分和兑换（明细见积分存折）" facts={points} />
      <Looks looks={sheet.looks} />
      <p className="paper-note">
        以上是本店存有的本户全部登记内容。身份证号加密保存，平时打星号。有不对的，请当场告诉经办人更正。
      </p>
      <p className="paper-signatures">
        <span>户主：</span>
        <span>经办人：</span>
        <span>日期：</span>
      </p>
    </article>
  );
}

function FactTable({ caption, facts }: { readonly caption: string; readonly facts: Facts }) {
  return (
    <table>
      <caption>{caption}</caption>
      <tbody>
        {facts.map(([name, value, secondName, secondValue]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td colSpan={secondName === undefined ? 3 : 1}>{value === '' ? '未填' : value}</td>
            {secondName === undefined ? null : (
              <>
                <th scope="row">{secondName}</th>
                <td>{secondValue === '' ? '未填' : secondValue}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Looks({ looks }: Pick<HouseholdDataSheet, 'looks'>) {
  return (
    <table>
      <caption>三、谁看过完整号码，谁更正过登记（最近的在前）</caption>
      <thead>
        <tr>
          <th scope="col">时间</th>
          <th scope="col">谁</th>
          <th scope="col">做了什么</th>
        </tr>
      </thead>
      <tbody>
        {looks.map((look, index) => (
          // Two looks of one person in one second are two lines.
          <tr key={`${look.recordedAt} ${index}`}>
            <td>{shortMoment(look.recordedAt)}</td>
            <td>{look.stationName === null ? look.operatorName : `${look.operatorName}（${look.stationName}）`}</td>
            <td>{look.kind === 'shown' ? `看了${look.what}` : `更正：${look.what}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
