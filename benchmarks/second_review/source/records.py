"""The entries of the two search exports. Each exists in Scopus (s), PubMed (p) or both (b)."""

J = {  # code: full title, abbreviation, ISSN, country
    "naoc": ("Nordic Archives of Occupational Care", "Nord Arch Occup Care", "9912-4405", "Sweden"),
    "acws": ("Acute Care Workforce Studies", "Acute Care Workforce Stud", "9914-2218", "England"),
    "jcrw": ("Journal of Critical Care and Work", "J Crit Care Work", "9917-0093", "Australia"),
    "onpr": ("Oncology Nursing Practice and Research", "Oncol Nurs Pract Res", "9910-7731", "Netherlands"),
    "pcdh": ("Primary Care and Digital Health", "Prim Care Digit Health", "9921-3306", "England"),
    "ltcs": ("Long-Term Care Science", "Long Term Care Sci", "9919-5524", "Switzerland"),
    "midq": ("Midwifery Quarterly Review", "Midwifery Q Rev", "9908-1147", "Italy"),
    "pgmt": ("Postgraduate Medical Training", "Postgrad Med Train", "9915-8860", "United States"),
    "wsth": ("Work, Stress and Healing", "Work Stress Heal", "9911-0672", "United States"),
    "cntp": ("Contemplative Practice", "Contempl Pract", "9923-4418", "United States"),
    "psom": ("Psychological Medicine Letters", "Psychol Med Lett", "9906-2290", "England"),
    "nuru": ("Nursing Research Updates", "Nurs Res Updates", "9909-6651", "England"),
    "ohjn": ("Occupational Health Journal of the North", "Occup Health J North", "9916-3384", "Norway"),
    "edhp": ("Education for Health Professions", "Educ Health Prof", "9918-7729", "Canada"),
}

R = []


def add(key, src, au, title, journal, year, vol, iss, pages, ab, kw, kind="Article", pt=("Journal Article",),
        month="Mar", why=None, la="eng", tt=None, mh=()):
    R.append(dict(key=key, src=src, au=au, title=title, j=journal, year=year, vol=vol, iss=iss, pages=pages, ab=ab,
                  kw=kw, kind=kind, pt=pt, month=month, why=why, la=la, tt=tt, mh=mh))


RCT = ("Journal Article", "Randomized Controlled Trial")

# ---- included trials -------------------------------------------------------------------------------------------
add("lindqvist2016", "b", "Lindqvist, Annika; Moreau, Thibault; Okonkwo, Daniel",
    "Mindfulness-based stress reduction for hospital nurses: a randomised controlled trial", "naoc", 2016, 12, 3, "141-147",
    [("BACKGROUND", "Hospital nurses report high levels of stress, and few measures against it have been tested in controlled studies. We examined whether mindfulness-based stress reduction (MBSR) lowers perceived stress in nurses of two general hospitals."),
     ("METHODS", "Nurses with at least one year of service were randomly assigned to an eight-week MBSR course or to a waiting list. The primary outcome was the ten-item Perceived Stress Scale (PSS-10) at 8 weeks. Emotional exhaustion was secondary. Those who assessed the forms did not know the groups."),
     ("RESULTS", "Ninety-six nurses were randomised, 48 to each group, and 88 gave data at 8 weeks. Perceived stress was lower after MBSR than in the waiting list (difference -3.9 points, 95% CI -6.5 to -1.3). Emotional exhaustion fell slightly in both groups. No harms were reported."),
     ("CONCLUSIONS", "An eight-week MBSR course reduced perceived stress in hospital nurses. Whether the effect lasts is not known.")],
    ["mindfulness", "nurses", "perceived stress", "burnout", "randomised trial"], pt=RCT, month="May",
    mh=("Burnout, Professional/prevention & control", "*Mindfulness", "Nursing Staff, Hospital/*psychology"))

add("ferreira2018", "b", "Ferreira-Santos, Inês; Whitcombe, Paul; Lau, Mei Ling; Brandt, Jonas",
    "A brief mindfulness course for emergency department staff: randomised trial with six months of follow-up", "acws", 2018, 7, 1, "22-29",
    [("OBJECTIVE", "To test whether a brief mindfulness course reduces the perceived stress of nurses and doctors in emergency departments."),
     ("DESIGN", "Parallel randomised controlled trial with assessment after 8 weeks and after 6 months."),
     ("SETTING", "Three emergency departments."),
     ("PARTICIPANTS", "Seventy nurses and doctors who volunteered."),
     ("INTERVENTION", "Eight weekly sessions of one hour in mindfulness, held at the end of shifts; the control group carried on with usual practice."),
     ("MAIN OUTCOME MEASURES", "Perceived Stress Scale (PSS-10), and intention to leave."),
     ("RESULTS", "At 8 weeks the mindfulness group had lower perceived stress than the control group (P = 0.01). At 6 months the difference had become smaller and was no longer significant. Twelve participants were lost to follow-up by 6 months. Intention to leave did not differ."),
     ("CONCLUSION", "A short course at the place of work lowers stress in emergency staff for some weeks. Booster sessions may be needed.")],
    ["emergency department", "mindfulness", "stress", "health personnel"], pt=RCT, month="Jan",
    mh=("Emergency Service, Hospital", "*Mindfulness", "Stress, Psychological/prevention & control"))

add("hargreaves2019", "s", "Hargreaves, Colin; Nakamura, Emi; Petrov, Stefan",
    "Mindfulness practice on duty for intensive care physicians and nurses: a randomized trial", "jcrw", 2019, 4, 2, "88-93",
    [("PURPOSE", "Staff of intensive care units work under continuous strain. Courses outside working hours are hard for them to attend. We studied mindfulness practice during duty."),
     ("METHODS", "Physicians and nurses of two intensive care units were randomized by a computer list to eight weeks of mindfulness practice, guided for fifteen minutes within each shift, or to a waiting list. Perceived stress (PSS-10) was measured at baseline and at 8 weeks. Analyses were by intention to treat."),
     ("RESULTS", "Sixty people took part. All of them completed the study. Perceived stress at 8 weeks was significantly lower with mindfulness practice. Sleep quality did not differ between the groups, and sick days were too few for analysis. Adherence was high: a median of 21 guided practices per person was recorded."),
     ("CONCLUSION", "Mindfulness practice within the shift is feasible in intensive care and was followed by less perceived stress.")],
    ["intensive care unit", "mindfulness", "nurses", "physicians", "stress"])

add("yilmaz2020", "b", "Yılmaz, Defne; van Rooij, Bram; Castellanos, Lucía",
    "Mindfulness, relaxation or waiting list for oncology nurses: a three-arm randomised controlled trial", "onpr", 2020, 15, 4, "310-318",
    [("BACKGROUND", "It is uncertain whether effects of mindfulness on stress exceed those of simple relaxation."),
     ("AIM", "To compare mindfulness training, progressive muscle relaxation and a waiting list in oncology nurses."),
     ("METHODS", "One hundred and twenty nurses of five cancer centres were randomised in equal numbers to three groups. Both trainings had eight weekly sessions. Perceived stress (PSS-10) and compassion fatigue were measured at baseline and at 8 weeks."),
     ("RESULTS", "Perceived stress at 8 weeks was lowest in the mindfulness group, intermediate with relaxation and highest in the waiting list (P = 0.008 for the three groups). Mindfulness and relaxation did not differ significantly. Compassion fatigue did not change. Thirteen nurses dropped out."),
     ("CONCLUSION", "Mindfulness training lowers perceived stress in oncology nurses compared with waiting. Its advantage over relaxation is unproven.")],
    ["mindfulness", "oncology nursing", "relaxation", "stress", "waiting list"], pt=RCT, month="Aug",
    mh=("*Mindfulness", "Oncology Nursing", "Relaxation Therapy"))

add("adeyemi2021", "b", "Adeyemi, Folasade; Sutcliffe, Graham; Lindholm, Eero; Rao, Priya",
    "App-guided mindfulness for primary care clinicians: randomised controlled trial", "pcdh", 2021, 3, 2, "e104",
    [("BACKGROUND", "Applications on mobile phones may bring mindfulness to clinicians who have no time for courses."),
     ("OBJECTIVE", "We tested an application with daily exercises of ten minutes over eight weeks in general practitioners and practice nurses."),
     ("METHODS", "In a parallel trial, 142 clinicians from 39 practices were randomly allocated to the application or to usual practice. The primary outcome was perceived stress on the Perceived Stress Scale (PSS-10) at 8 weeks; it was measured again at 16 weeks. Questionnaires were sent by electronic mail."),
     ("RESULTS", "The application group (n=71) used the exercises on a mean of 24 days. The mean difference in perceived stress was -1.9 (95% CI -4.2 to 0.4) at 8 weeks and -2.5 (95% CI -4.9 to -0.1) at 16 weeks. By 16 weeks, 22 clinicians had dropped out, more of them in the application group."),
     ("CONCLUSIONS", "App-guided mindfulness had at most a small effect on perceived stress in primary care clinicians.")],
    ["mobile applications", "mindfulness", "general practitioners", "perceived stress"], pt=RCT, month="Apr",
    mh=("*Mindfulness", "*Mobile Applications", "General Practitioners/psychology"))

add("kowalczyk2022", "b", "Kowalczyk, Zofia; Amstutz, Reto; Grieder, Hanna",
    "Mindfulness training for nursing home care staff: a randomised controlled trial", "ltcs", 2022, 9, 1, "15-24",
    [("BACKGROUND", "Care staff in nursing homes have heavy work, low pay and high turnover."),
     ("METHODS", "Care staff of eleven nursing homes were individually randomised to eight weekly sessions of mindfulness training in working time, or to a waiting list. Outcome was perceived stress (PSS-10) at 8 weeks. The main analysis was by intention to treat with multiple imputation; a per-protocol analysis was planned for those who attended six sessions or more."),
     ("RESULTS", "We randomised 104 people (mindfulness 53, waiting list 51). By intention to treat, perceived stress at 8 weeks was 3.3 points lower with mindfulness training (95% CI 0.8 to 5.8). The per-protocol difference was larger. Fourteen people left the study. Absence from work did not differ."),
     ("CONCLUSIONS", "Mindfulness training in working time reduces perceived stress of nursing home staff. Attendance matters.")],
    ["nursing homes", "care staff", "mindfulness", "perceived stress"], pt=RCT, month="Feb",
    mh=("*Mindfulness", "Nursing Homes", "Occupational Stress/*prevention & control"))

add("bianchi2015", "p", "Bianchi-Rota, Chiara; Ferrante, Luisa; D'Angeli, Marco",
    "Mindfulness for midwives: a randomised study of stress in two maternity units", "midq", 2015, 21, 2, "67-72",
    [("OBJECTIVE", "To find out whether a course in mindfulness reduces stress in midwives."),
     ("METHODS", "Sixty-four midwives of two maternity units were allocated at random to an eight-week course in mindfulness or to a group that was offered the course later. Stress was measured with the ten-item Perceived Stress Scale before and after the course."),
     ("FINDINGS", "After the course the mean stress score was lower in the midwives who had been trained than in those who waited (P < 0.05). Midwives with less than five years of service appeared to benefit more. Satisfaction with the course was high, and nine in ten would recommend it to colleagues. Five midwives left the study."),
     ("CONCLUSION", "Mindfulness may help midwives to meet the strain of their work. Larger studies with longer observation are needed, in which the burden of shifts is considered as well.")],
    ["midwives", "mindfulness", "stress"], pt=RCT, month="Jun", mh=("Adult", "Female", "Midwifery", "*Mindfulness"))

add("tanaka2023", "b", "Tanaka-Ruiz, Marisol; Feldkamp, Otto; Boateng, Kwame",
    "Mindful pauses for junior doctors: a randomized controlled trial of a six-week programme", "pgmt", 2023, 30, 5, "401-408",
    [("INTRODUCTION", "The first years after graduation are stressful for doctors. Mindful pauses are short exercises learnt in a six-week programme and used between patients."),
     ("METHODS", "Junior doctors in their first two years of work were randomized to the mindfulness programme or to usual practice. Perceived stress (PSS-10), emotional exhaustion and well-being were assessed at baseline and at week 6 by questionnaire."),
     ("RESULTS", "Of 86 doctors, 81 returned the questionnaire at week 6. Perceived stress was lower in the mindfulness programme than with usual practice (mean difference -3.3, 95% CI -5.8 to -0.8). Emotional exhaustion improved as well, whereas well-being did not. Doctors used the pauses on most working days; lack of a quiet place was the barrier named most often."),
     ("DISCUSSION", "A six-week programme of mindful pauses reduced perceived stress in junior doctors. Replication with longer follow-up is needed.")],
    ["junior doctors", "mindfulness", "stress", "postgraduate training"], pt=RCT, month="Sep",
    mh=("Internship and Residency", "*Mindfulness", "Physicians/*psychology"))

# ---- excluded at full text, unclear, not retrieved ---------------------------------------------------------------
add("oduya2017", "b", "Oduya, Grace; Hallam, Ruth; Svensson, Ulf",
    "Mindfulness training and perceived stress of nurses on medical wards: a controlled study", "nuru", 2017, 10, 6, "512-518",
    [("BACKGROUND", "Nurses on medical wards are exposed to stress from workload and from conflict."),
     ("METHODS", "We carried out a controlled study of an eight-week mindfulness training. Fifty-eight nurses took part, 29 with training and 29 in a control group who had no training. The Perceived Stress Scale was completed before training and at 8 weeks. Groups were compared by analysis of covariance with adjustment for age and for years of service."),
     ("RESULTS", "Perceived stress at 8 weeks was lower in the trained nurses (adjusted difference -2.8, 95% CI -5.2 to -0.4). Of the nurses with training, 26 attended at least six of the eight sessions. The nurses described the breathing exercise as the part which they used most."),
     ("CONCLUSION", "Mindfulness training was followed by less perceived stress in nurses on medical wards.")],
    ["mindfulness", "nurses", "perceived stress", "medical wards"], month="Nov", pt=("Journal Article",),
    mh=("*Mindfulness", "Nursing Staff, Hospital/psychology"))

add("demir2019", "s", "Demir, Aylin; Stojanov, Goran; Park, Hye-jin",
    "Effect of an eight-week mindfulness course on stress among young nursing personnel of a teaching hospital: a randomised trial", "edhp", 2019, 8, 3, "199-206",
    [("BACKGROUND", "Young members of nursing teams often find the first contacts with severely ill patients stressful."),
     ("METHODS", "Seventy-two participants at a teaching hospital were randomised to a mindfulness course of eight weeks or to a control group without intervention. Perceived stress was measured with the PSS-10 before and after the course, and coping with a questionnaire of our own."),
     ("RESULTS", "After the course, perceived stress was lower in the mindfulness group (17.9, SD 5.4) than in the control group (21.0, SD 5.8; P = 0.02). Use of avoidant coping fell. Attendance was good, and three participants in each group did not complete the second questionnaire."),
     ("CONCLUSIONS", "A mindfulness course reduced stress in young nursing personnel. Hospitals with teaching duties should consider it.")],
    ["mindfulness", "nursing", "stress", "coping"])

add("mcallister2020", "p", "McAllister, Fiona; Quigley, Sean; Behrens, Maike",
    "Mindfulness training against a control programme for stress in mental health nurses: a randomised trial", "wsth", 2020, 18, 2, "133-140",
    [("BACKGROUND", "Mental health nurses are at risk of stress and of burnout. Mindfulness training is promoted, yet comparisons are few."),
     ("METHODS", "Mental health nurses of four services were randomised to mindfulness training or to a control programme. The primary outcome was the Perceived Stress Scale (PSS-10) at 8 weeks. Secondary outcomes were burnout and job satisfaction."),
     ("RESULTS", "Of 90 nurses randomised, 81 were assessed at 8 weeks. Perceived stress fell in both groups and did not differ between them (mean difference -0.4, 95% CI -2.7 to 1.9). Burnout and job satisfaction showed no difference. Five nurses in the mindfulness group and four in the control group withdrew."),
     ("CONCLUSION", "In mental health nurses, mindfulness training was not better than the control programme.")],
    ["mental health nursing", "mindfulness", "occupational stress"], pt=RCT, month="Apr", mh=("*Mindfulness", "Psychiatric Nursing"))

add("rahimi2014", "s", "Rahimi, Nasrin; Karimzadeh, Omid",
    "Mindfulness training and perceived stress in dialysis nurses", "nuru", 2014, 7, 2, "90-95",
    [("", "Dialysis nurses care for the same patients for years and are exposed to many deaths. The purpose of this study was to examine the effect of mindfulness training on the perceived stress of dialysis nurses. Sixty nurses of three dialysis centres took part, in an experimental group with eight sessions of mindfulness training and a control group without training. The ten-item Perceived Stress Scale was completed before the first session and at 8 weeks. Data were analysed with t tests and analysis of covariance. Mean perceived stress at 8 weeks was lower in the experimental group than in the control group (P = 0.001). There was no difference before training. The results suggest that mindfulness training is useful for dialysis nurses, and managers are advised to provide it.")],
    ["dialysis", "mindfulness", "nurses", "stress"])

add("oconnor2013", "p", "O'Connor, Brendan; Salvesen, Tuva; Mbeki, Lindiwe",
    "Mindfulness training for ambulance paramedics: a randomised waiting-list trial", "ohjn", 2013, 44, 1, "31-37",
    [("BACKGROUND", "Paramedics meet traumatic events and work irregular hours."),
     ("METHODS", "Fifty-two paramedics of one ambulance service were randomised to eight weeks of mindfulness training or to a waiting list. Perceived stress (PSS-10) was measured at baseline, at 8 weeks and at 5 months."),
     ("RESULTS", "Forty-five paramedics completed the trial. Perceived stress was lower in the mindfulness group at 8 weeks and the difference was maintained at 5 months. Sleep improved in both groups. Most participants continued with exercises at home, on about three days a week, and reported that calls at night troubled them less."),
     ("CONCLUSIONS", "Mindfulness training can be offered to paramedics and appears to reduce perceived stress. The sample was small and from one service, so that the findings need to be repeated.")],
    ["paramedics", "mindfulness", "stress"], pt=RCT, month="Jan", mh=("Emergency Medical Technicians/*psychology", "*Mindfulness"))

# ---- off topic ---------------------------------------------------------------------------------------------------
add("o01", "p", "Venkataraman, Sunita; Cole, Jessica",
    "Hatha yoga for shift-working nurses: a randomised controlled trial of perceived stress and sleep", "wsth", 2017, 15, 4, "288-296",
    [("BACKGROUND", "Shift work disturbs sleep and adds to stress in nurses."),
     ("METHODS", "One hundred shift-working nurses were randomised to twelve weeks of hatha yoga, two classes a week, or to no classes. Perceived stress (PSS-10) and the Pittsburgh Sleep Quality Index were assessed at baseline and at 12 weeks."),
     ("RESULTS", "Eighty-nine nurses completed the trial. Perceived stress fell by 3.1 points in the yoga group and by 0.6 points in the control group (P = 0.01). Sleep quality improved with yoga. Attendance averaged 16 of 24 classes. Two nurses reported muscle strain."),
     ("CONCLUSION", "Hatha yoga reduced perceived stress and improved sleep in nurses who work in shifts. Employers could offer classes close to the change of shifts.")],
    ["yoga", "nurses", "shift work", "sleep"], pt=RCT, why=["I2"])
add("o02", "s", "Haugland, Silje; Dreyer, Martin; Iyer, Kavita",
    "Cognitive behavioural stress management for hospital physicians: randomised controlled trial", "ohjn", 2018, 49, 2, "101-110",
    [("BACKGROUND", "Physicians seldom seek help for stress. Group programmes based on cognitive behavioural methods may be acceptable."),
     ("METHODS", "We randomised 118 hospital physicians to six sessions of cognitive behavioural stress management or to a waiting list. Outcomes were perceived stress, burnout and sick leave at 3 and 12 months."),
     ("RESULTS", "At 3 months perceived stress was lower in the intervention group (standardised difference 0.42), and at 12 months the difference was 0.28. Burnout declined in both groups. Sick leave did not differ. Physicians valued the exchange with colleagues more than the techniques."),
     ("CONCLUSIONS", "Cognitive behavioural stress management gave a moderate reduction in perceived stress in hospital physicians. The cost per participant was low.")],
    ["physicians", "cognitive behavioural therapy", "stress management"], why=["I2"])
add("o03", "s", "Cho, Min-seo; Ahn, Ji-woo; Baek, Sora",
    "Effects of lavender aromatherapy on work stress of intensive care nurses: a crossover trial", "jcrw", 2016, 1, 4, "205-211",
    [("OBJECTIVES", "To examine whether inhaled lavender oil reduces work stress in nurses of intensive care units."),
     ("METHODS", "Forty nurses took part in a randomized crossover trial with a lavender pendant and a pendant without oil, each worn for four shifts, with one week between. Stress was rated on a visual analogue scale at the end of each shift, and salivary cortisol was measured."),
     ("RESULTS", "Stress ratings were 0.9 cm lower with lavender (95% CI 0.3 to 1.5). Salivary cortisol did not differ between periods. Four nurses disliked the smell and one reported a headache. No carry-over effect was found."),
     ("CONCLUSIONS", "Lavender aromatherapy had a small effect on subjective work stress and none on cortisol. Blinding was not possible because of the smell.")],
    ["aromatherapy", "intensive care", "nurses", "cortisol"], why=["I2"])
add("o04", "p", "Whitfield, Laura; Osei, Nana; Kaminski, Piotr",
    "Mindfulness course for second-year medical students before examinations: a randomised controlled trial", "edhp", 2016, 5, 1, "44-52",
    [("BACKGROUND", "Medical students are distressed before examinations."),
     ("METHODS", "We randomly assigned 140 second-year medical students to a mindfulness course of seven weeks or to a waiting list. Perceived stress (PSS-10) was the primary outcome, measured in the week before the examinations. Marks were obtained from the faculty."),
     ("RESULTS", "The course lowered perceived stress by 2.9 points (95% CI 0.9 to 4.9). Female students benefited more than male students. Marks did not differ between the groups. Nineteen students dropped out, most of them because of lack of time."),
     ("CONCLUSIONS", "A mindfulness course reduced stress of medical students in the time before examinations and did not affect marks. Faculties may offer it as an elective.")],
    ["medical students", "mindfulness", "examinations"], pt=RCT, why=["I1"])
add("o05", "s", "Delacroix, Amélie; Munro, Heather",
    "Mindfulness training for primary school teachers: a cluster randomised trial of stress and classroom climate", "cntp", 2019, 2, 2, "75-86",
    [("", "Teaching is among the most stressful of professions. In a cluster randomised trial, 24 primary schools with 196 teachers were allocated to mindfulness training of eight weeks or to a waiting list. Perceived stress was measured with the Perceived Stress Scale and classroom climate was rated by observers who did not know the allocation. After training, teachers in the mindfulness schools reported less stress than teachers in the waiting-list schools (adjusted difference -2.4, 95% CI -4.1 to -0.7), and the emotional climate in their classrooms was rated as warmer. Effects on sick leave were not found. Follow-up after one school year showed smaller differences. We conclude that mindfulness training for teachers is useful to the teachers and perhaps to the children in their classes.")],
    ["teachers", "mindfulness", "schools", "cluster trial"], why=["I1"])
add("o06", "p", "Sandoval, Ricardo; Ekström, Maja; Pryce, Owen",
    "Mindfulness-based cognitive therapy to prevent relapse in patients with recurrent depression: randomised trial over two years", "psom", 2015, 45, 7, "701-710",
    [("BACKGROUND", "Relapse is frequent in people who have had several episodes of depression."),
     ("METHODS", "Patients with three or more episodes, in remission, were randomised to mindfulness-based cognitive therapy with tapering of antidepressants (n = 106) or to maintenance of antidepressants (n = 104). The primary outcome was time to relapse over 24 months."),
     ("RESULTS", "Relapse occurred in 46 patients in the mindfulness group and in 49 patients in the maintenance group (hazard ratio 0.91, 95% CI 0.61 to 1.36). Residual symptoms and quality of life did not differ. Six serious adverse events were recorded, none related to treatment."),
     ("CONCLUSIONS", "Mindfulness-based cognitive therapy was not superior to maintenance medication. It is an option for patients who wish to stop antidepressants.")],
    ["depression", "relapse", "mindfulness-based cognitive therapy"], pt=RCT, why=["I1"])
add("o07", "b", "Grünwald, Petra; Ibrahim, Yusuf; Teller, Susan",
    "Mindfulness-based stress reduction for breast cancer survivors with fatigue: a randomized controlled trial", "onpr", 2018, 13, 2, "120-129",
    [("PURPOSE", "Fatigue and stress often persist after treatment for breast cancer. We evaluated mindfulness-based stress reduction (MBSR) in survivors."),
     ("METHODS", "Women who had completed treatment for breast cancer 6 to 60 months before were randomized to MBSR or to usual care. Fatigue was the primary outcome. Perceived stress, anxiety and sleep were secondary. Assessments took place at 8 weeks and at 6 months."),
     ("RESULTS", "One hundred and fifty-two women were randomized. Fatigue interference was lower with MBSR at 8 weeks (effect size 0.51) and at 6 months (0.38). Perceived stress was lower by 2.7 points at 8 weeks. Sleep did not improve. Attendance was a mean of 6.8 of 8 sessions."),
     ("CONCLUSION", "MBSR reduced fatigue and perceived stress in survivors of breast cancer, and effects were partly maintained over six months.")],
    ["breast cancer", "fatigue", "MBSR", "survivors"], pt=RCT, why=["I1"])
add("o08", "p", "Nilsen, Kari; Abernathy, Joan",
    "Mindfulness for family caregivers of people with dementia: a pilot randomised trial", "ltcs", 2017, 4, 3, "166-173",
    [("OBJECTIVES", "To assess the feasibility of a mindfulness course for family caregivers of people with dementia."),
     ("METHODS", "Thirty-eight family caregivers were randomised to eight weeks of mindfulness or to a social support group. Recruitment, attendance and retention were the primary outcomes; burden and perceived stress were measured at 8 weeks."),
     ("RESULTS", "Recruitment took 11 months. Caregivers attended a mean of 6.1 mindfulness sessions. Thirty-three completed the study. Perceived stress fell in both groups, more with mindfulness (5.2 points) than with social support (2.9 points). Respite care was needed by half of the caregivers to attend."),
     ("CONCLUSIONS", "A full trial is feasible if respite care is offered. Sessions by telephone may improve recruitment.")],
    ["caregivers", "dementia", "mindfulness", "pilot"], pt=RCT, why=["I1"])
add("o09", "s", "Tremblay, Josée; Kruger, Anton; Wójcik, Ewa",
    "Dispositional mindfulness, burnout and perceived stress in nurses: a cross-sectional study in fourteen hospitals", "nuru", 2020, 13, 1, "20-28",
    [("BACKGROUND", "Nurses differ in the degree to which they are mindful in daily life. Whether this disposition protects from burnout is debated."),
     ("METHODS", "In a cross-sectional survey, 1216 nurses from fourteen hospitals completed measures of dispositional mindfulness, burnout and perceived stress. Structural equation models were fitted with adjustment for age, sex and ward."),
     ("RESULTS", "The response rate was 54%. Dispositional mindfulness was negatively associated with perceived stress (beta -0.47) and with emotional exhaustion (beta -0.29). Perceived stress mediated about half of the association with exhaustion. Nurses on night duty had lower mindfulness."),
     ("CONCLUSIONS", "Dispositional mindfulness is associated with less stress and less burnout. Because of the cross-sectional design, no conclusion on cause can be drawn.")],
    ["burnout", "mindfulness", "nurses", "survey"], why=["I4", "I2", "I3"])
add("o10", "b", "Beaumont, Alice; Castillo, Javier; Nwosu, Ifeoma; Stahl, Gerd",
    "Mindfulness-based interventions for health professionals: a systematic review and meta-analysis", "psom", 2019, 49, 3, "245-260",
    [("BACKGROUND", "Mindfulness-based interventions are increasingly offered to health professionals."),
     ("METHODS", "We searched five databases to June 2018 for controlled and uncontrolled studies of mindfulness-based interventions in health professionals and in students of health professions. Two reviewers selected studies and assessed the risk of bias. Effects were pooled with random-effects models."),
     ("RESULTS", "Forty-one studies with 2940 participants were included, of which 17 were randomised. Interventions reduced stress (Hedges g = 0.55, 95% CI 0.39 to 0.71), anxiety (0.44) and burnout (0.26). Heterogeneity was large, and most studies were at high risk of bias. Effects at follow-up beyond three months were rarely reported."),
     ("CONCLUSIONS", "Mindfulness-based interventions appear to reduce stress in health professionals, but the evidence is of low certainty.")],
    ["health professionals", "meta-analysis", "mindfulness"], kind="Review", pt=("Journal Article", "Meta-Analysis", "Systematic Review"), why=["E1"])
add("o11", "p", "Kowalczyk, Zofia; Grieder, Hanna; Amstutz, Reto",
    "Mindfulness training for nursing home care staff: study protocol of a randomised controlled trial", "ltcs", 2020, 7, 4, "233-240",
    [("BACKGROUND", "Care staff in nursing homes have a high burden of stress. Mindfulness training may help, but trials in this group are lacking."),
     ("METHODS", "This is the protocol of a randomised controlled trial. Care staff of eleven nursing homes will be individually randomised to mindfulness training in working time or to a waiting list. The primary outcome will be perceived stress (PSS-10) at 8 weeks. We plan to recruit 104 participants, which gives a power of 80% to detect a difference of 3.5 points with a standard deviation of 6.0 and allowance for 15% attrition. The analysis will be by intention to treat with multiple imputation."),
     ("DISCUSSION", "The trial will show whether mindfulness training in working time reduces stress in care staff. Recruitment began in January 2020 and is expected to end in December 2020.")],
    ["nursing homes", "study protocol", "mindfulness"], pt=("Journal Article", "Clinical Trial Protocol"), why=["E1"])
add("o12", "s", "Sutcliffe, Graham; Adeyemi, Folasade; Rao, Priya",
    "Clinicians' experiences of an app for mindfulness in primary care: interview study nested in a randomised trial", "pcdh", 2022, 4, 1, "e31",
    [("BACKGROUND", "In a trial of app-guided mindfulness, use of the application varied widely between clinicians."),
     ("OBJECTIVE", "To explore how general practitioners and practice nurses experienced the application."),
     ("METHODS", "We held semi-structured interviews with 21 clinicians of the application group, chosen for variety in use. Transcripts were analysed thematically."),
     ("RESULTS", "Three themes were found: making room in the day, being alone with the exercise, and doubt whether stress is a matter of the single person. Clinicians who exercised at a fixed time kept on longer. Many missed a group. Some felt that the offer moved the responsibility for workload onto them."),
     ("CONCLUSIONS", "Use of an application for mindfulness depends on protected time and on the view that clinicians have of the causes of their stress.")],
    ["qualitative research", "mindfulness", "mobile applications", "general practice"], why=["I4"])
add("o13", "p", "Marchetti, Paolo; Lowe, Deborah",
    "Mindful practice for primary care physicians: results of an uncontrolled before-and-after evaluation", "edhp", 2014, 3, 2, "88-95",
    [("BACKGROUND", "Programmes for physicians on mindful practice are spreading. We evaluated one of them."),
     ("METHODS", "Sixty-eight primary care physicians attended a programme of eight weeks followed by monthly sessions for ten months. There was no control group. Burnout, empathy and mood were measured at baseline and at 2, 8, 12 and 15 months."),
     ("RESULTS", "Emotional exhaustion fell from 26.8 to 20.0 at 15 months, and empathy rose from 116.6 to 121.2. Mood disturbance fell as well. Fifty-one physicians completed the last questionnaire. Improvements in mindfulness scores were correlated with improvements in mood."),
     ("CONCLUSIONS", "Participation in a programme on mindful practice was associated with sustained improvements in well-being. Controlled trials should follow.")],
    ["physicians", "mindful practice", "burnout"], why=["I4", "I3"])
add("o14", "p", "Ashdown, Margaret", "Mindfulness is no substitute for staff", "acws", 2019, 8, 3, "161-162", [],
    [], kind="Editorial", pt=("Editorial",), why=["E1"], mh=("Humans", "Mindfulness", "Personnel Staffing and Scheduling"))
add("o15", "s", "Verhoeven, Luc; de Smet, Katrien", "Letter to the editor: Mindfulness for nurses, and what is counted as stress", "naoc", 2017, 13, 1, "58-59",
    [], [], kind="Letter", why=["E1"])
add("o16", "s", "Ó Briain, Cathal; Schulz, Renate",
    "Online mindfulness for university employees: a randomised waiting-list controlled trial", "wsth", 2021, 19, 1, "12-22",
    [("", "Universities are places of work with growing demands. We tested an online mindfulness programme of eight weeks in employees of three universities, academic and administrative. A total of 238 university employees were randomised to immediate access or to a waiting list. The primary outcome was perceived stress (PSS-10) at 8 weeks. Secondary outcomes were rumination, sleep and work engagement. Perceived stress was lower in those with immediate access (mean difference -3.0, 95% CI -4.5 to -1.5), and rumination and sleep improved too. Work engagement did not change. Attrition was 31% in the programme group and 12% in the waiting list. Online mindfulness is effective for university employees who complete it, and ways to keep participants in such programmes should be studied.")],
    ["online intervention", "mindfulness", "university employees"], why=["I1"])
add("o17", "p", "Rossi-Klein, Elena; Huang, Wei; Tadesse, Abeba",
    "Burnout and perceived stress among resident physicians in the second year of the pandemic: a national survey", "pgmt", 2022, 29, 2, "130-138",
    [("BACKGROUND", "The pandemic changed the work of resident physicians."),
     ("METHODS", "An anonymous questionnaire was sent to all resident physicians in training in one country. It covered burnout, perceived stress, hours of work and redeployment."),
     ("RESULTS", "Of 9410 residents, 3322 answered (35%). Burnout was present in 58%. Perceived stress was high in 27%. Redeployment, more than 60 hours a week and lack of supervision were associated with burnout. Residents in anaesthesia and in internal medicine had the highest scores. One in seven had thought of leaving medicine."),
     ("CONCLUSIONS", "Burnout and stress were common among residents. Hours of work and supervision are factors that can be changed.")],
    ["burnout", "residents", "pandemic", "survey"], why=["I2", "I3", "I4"])
add("o18", "s", "Carvalho, Joana; Pimenta, Rui; Antunes, Sofia",
    "Validity and reliability of the ten-item Perceived Stress Scale in Portuguese-speaking nurses", "nuru", 2013, 6, 3, "177-184",
    [("AIM", "To examine the measurement properties of the ten-item Perceived Stress Scale (PSS-10) in nurses."),
     ("METHODS", "The scale was translated and back-translated, and completed by 502 nurses of primary care and of hospitals. Factor structure, internal consistency and test-retest reliability over two weeks were examined, and the correlation with anxiety and with burnout."),
     ("RESULTS", "Two factors explained 58% of the variance. Cronbach's alpha was 0.86 and the intraclass correlation was 0.82. The scale correlated with anxiety (r = 0.61) and with emotional exhaustion (r = 0.55). Mean scores were 19.3 (SD 6.4), higher in nurses of hospitals than in nurses of primary care."),
     ("CONCLUSIONS", "The Portuguese PSS-10 is a valid and reliable measure of perceived stress in nurses.")],
    ["psychometrics", "Perceived Stress Scale", "nurses", "validation"], why=["I4", "I2", "I3"])
add("o19", "s", "Lehtonen, Aino; Gupta, Rohan",
    "Attention networks in experienced meditators and novices: a functional imaging study", "cntp", 2018, 1, 3, "140-152",
    [("", "Meditation is thought to train networks of attention. We compared 24 experienced meditators, with at least 3000 hours of practice, and 24 novices matched for age and sex, by functional magnetic resonance imaging during a task of sustained attention and at rest. Meditators made fewer errors and showed less activity in the default mode network during the task. Connectivity between the dorsolateral prefrontal cortex and the posterior cingulate at rest was stronger in meditators and was related to hours of practice. Novices who then took part in a mindfulness course of eight weeks did not show changes in connectivity. The findings are compatible with effects of long practice, although differences that existed before practice cannot be ruled out.")],
    ["attention", "fMRI", "meditation"], why=["I1", "I4"])
add("o20", "p", "Bergeron, Simone; Adkins, Tyler",
    "Mindful eating for adults with obesity: a randomized controlled trial", "psom", 2017, 47, 9, "930-938",
    [("BACKGROUND", "Stress and inattention contribute to overeating."),
     ("METHODS", "Adults with a body mass index of 30 or more were randomized to a diet and exercise programme with mindful eating or to the same programme without it. The outcome was weight at 12 months. Perceived stress was secondary."),
     ("RESULTS", "One hundred and eighty-eight adults were randomized. Weight loss at 12 months was 4.6 kg with mindful eating and 3.5 kg without (difference 1.1 kg, 95% CI -0.7 to 2.9). Intake of sweets was lower with mindful eating. Perceived stress did not differ. Retention was 81%."),
     ("CONCLUSION", "Mindful eating did not add significantly to weight loss. Its effect on the intake of sweets merits study.")],
    ["obesity", "mindful eating", "weight loss"], pt=RCT, why=["I1"])
add("o21", "p", "Quintero, Diego; Farkas, Eszter",
    "Mindfulness meditation in patients with fibromyalgia: randomised comparison with education", "psom", 2014, 44, 11, "1188-1196",
    [("OBJECTIVE", "To compare mindfulness meditation with health education in patients with fibromyalgia."),
     ("METHODS", "Ninety-one women with fibromyalgia were randomised to eight weeks of mindfulness meditation or of health education. Pain, symptom severity, sleep, perceived stress and diurnal cortisol were measured at baseline, after 8 weeks and after 4 months."),
     ("RESULTS", "Perceived stress and symptom severity were lower with mindfulness meditation after 8 weeks and after 4 months. Pain and cortisol did not differ. The amount of practice at home was related to improvement in symptoms. Sixteen women stopped before the last visit."),
     ("CONCLUSION", "Mindfulness meditation eased perceived stress and severity of symptoms, but not pain, in women with fibromyalgia.")],
    ["fibromyalgia", "mindfulness", "pain"], pt=RCT, why=["I1"])
add("o22", "s", "Thorsteinsson, Björn; Halvorsen, Nina; Fuchs, Ludwig",
    "Perceived stress and incident coronary heart disease: a cohort of 24 000 adults", "ohjn", 2015, 46, 4, "260-269",
    [("BACKGROUND", "Perceived stress has been linked to coronary heart disease, but reverse causation is possible."),
     ("METHODS", "We followed 24 118 adults from a health survey for a median of 11 years. Perceived stress was measured by the four-item Perceived Stress Scale. Coronary events were taken from registers. Hazard ratios were adjusted for age, sex, smoking, education and depression."),
     ("RESULTS", "There were 1206 coronary events. The hazard ratio for the highest against the lowest third of perceived stress was 1.27 (95% CI 1.09 to 1.48), and 1.18 (1.00 to 1.39) after exclusion of the first three years. The association was stronger in people younger than 60 years."),
     ("CONCLUSIONS", "Perceived stress is associated with a modest increase in the risk of coronary heart disease.")],
    ["cohort study", "coronary heart disease", "stress"], why=["I1", "I2", "I4"])
add("o23", "p", "Lacombe, Yves; Drummond, Kirsty; Sato, Ren",
    "Heart rate variability biofeedback for emergency physicians: a randomised controlled trial", "acws", 2020, 9, 2, "77-84",
    [("OBJECTIVE", "To test biofeedback of heart rate variability as a means against stress in emergency physicians."),
     ("METHODS", "Sixty-two emergency physicians were randomised to five weeks of training with a portable biofeedback device or to no training. Perceived stress, sleep and heart rate variability over 24 hours were assessed at baseline and at 5 weeks."),
     ("RESULTS", "Perceived stress did not differ between the groups (mean difference -1.0, 95% CI -3.4 to 1.4). Heart rate variability at night rose with training. Compliance was 63% of the prescribed exercises. Five physicians did not attend the second assessment."),
     ("CONCLUSION", "Biofeedback of heart rate variability did not reduce perceived stress in emergency physicians over five weeks.")],
    ["biofeedback", "emergency physicians", "heart rate variability"], pt=RCT, why=["I2"])
add("o24", "s", "Cunningham, Alasdair; Vos, Marijke",
    "Nurse staffing levels and stress of nurses: longitudinal analysis of 62 wards", "nuru", 2021, 14, 5, "402-411",
    [("BACKGROUND", "Low staffing is assumed to cause stress in nurses, yet most studies look at one point in time."),
     ("METHODS", "Data on daily staffing of 62 wards over three years were linked to half-yearly surveys of nurses. Multilevel models related hours of nursing per patient day to perceived stress in the same and in the next half-year."),
     ("RESULTS", "Each hour more per patient day was associated with a perceived stress score lower by 0.8 points (95% CI 0.4 to 1.2) in the next half-year. The association was stronger in wards with many temporary staff. Turnover followed stress with a delay of about one year."),
     ("CONCLUSIONS", "Staffing levels precede changes in the stress of nurses. Investment in staff may lower stress and turnover.")],
    ["nurse staffing", "stress", "longitudinal study"], why=["I2", "I3", "I4"])
add("o25", "s", "Abara, Chidi; Lindgren, Eva", "Compassion fatigue in health workers: a concept analysis", "wsth", 2016, 14, 2, "99-108",
    [("", "Compassion fatigue is used in many senses in the literature on nurses and on other health workers. We carried out a concept analysis after the method of Walker and Avant, with 74 papers from four databases. Attributes of the concept were exhaustion from caring, lessened capacity for empathy, and a feeling of guilt. Antecedents were repeated exposure to suffering, lack of support and high workload; consequences were errors, absence and leaving the profession. The concept overlaps with burnout and with secondary traumatic stress, but differs from these in its onset and in its object. A model case, a borderline case and a contrary case are given. A clear definition will help in the design of interventions, among which mindfulness and supervision are most often named.")],
    ["compassion fatigue", "concept analysis", "nurses"], kind="Review", why=["E1", "I4"])
add("o26", "p", "Papadakis, Eleni; Morrow, Claire",
    "Mindfulness for mothers of preterm infants in neonatal intensive care: randomised pilot trial", "midq", 2019, 25, 1, "23-30",
    [("BACKGROUND", "Mothers of preterm infants have high levels of stress during the stay in neonatal intensive care."),
     ("METHODS", "Fifty mothers were randomised to recorded mindfulness exercises for four weeks or to usual care. Parental stress, anxiety and amount of expressed milk were measured at enrolment and at 4 weeks. Feasibility was judged by recruitment and by use of the recordings."),
     ("RESULTS", "Of 81 mothers who were asked, 50 agreed. Recordings were used on a mean of 13 days. Anxiety was lower in the mindfulness group at 4 weeks; parental stress and amount of milk did not differ. Eight mothers were lost because their infants were transferred."),
     ("CONCLUSIONS", "Recorded mindfulness exercises are feasible for mothers in neonatal intensive care. A larger trial is planned.")],
    ["mothers", "preterm infants", "mindfulness"], pt=RCT, why=["I1"])
add("o27", "s", "Novak, Tereza; Bright, Marcus; Chen, Yu-ting",
    "A mindfulness app for stressed college students: randomized controlled trial with objective data on use", "pcdh", 2020, 2, 3, "e77",
    [("BACKGROUND", "Stress is common among college students, and services for counselling are overburdened."),
     ("METHODS", "College students with raised stress (PSS-10 of 14 or more) were randomized to a commercial mindfulness application or to a waiting list for eight weeks. Use was recorded by the application. Perceived stress was measured at 8 and 12 weeks."),
     ("RESULTS", "Eighty-eight college students were randomized. At 8 weeks perceived stress was lower in the application group (mean difference -4.4, 95% CI -6.8 to -2.0), and the difference persisted at 12 weeks. Mean use was 38 minutes a week. Students with more use did not have larger effects."),
     ("CONCLUSIONS", "A mindfulness application reduced stress in college students over three months.")],
    ["mobile applications", "college students", "mindfulness"], why=["I1"])
add("o28", "p", "Lefebvre, Antoine; Mthembu, Sipho",
    "Mindfulness-based resilience training for police officers: a randomised feasibility trial", "ohjn", 2019, 50, 3, "190-198",
    [("BACKGROUND", "Police officers are exposed to stressors that few other occupations know."),
     ("METHODS", "Sixty-one police officers were randomised to eight weeks of mindfulness-based resilience training or to no training. Feasibility, perceived stress, aggression and morning cortisol were assessed at baseline, at 8 weeks and at 3 months."),
     ("RESULTS", "Attendance was 83% and retention at 3 months 77%. Perceived stress and aggression were lower in the training group at 8 weeks, but not at 3 months. The rise of cortisol after waking was smaller with training. Officers asked for shorter sessions."),
     ("CONCLUSIONS", "Mindfulness-based resilience training is feasible in police officers. Effects did not last for three months.")],
    ["police officers", "resilience", "mindfulness"], pt=RCT, why=["I1"])
add("o29", "s", "Pemberton, Giles; Achterberg, Loes; Danso, Efua",
    "Reflective rounds for hospital staff: an evaluation with comparison of attenders and non-attenders", "acws", 2017, 6, 4, "230-239",
    [("BACKGROUND", "Reflective rounds are meetings in which staff of all professions talk about the emotional side of their work."),
     ("METHODS", "In ten hospitals, staff who attended rounds and staff who did not were asked to complete questionnaires at two times, eight months apart. Psychological distress, work engagement and empathy were measured. Attenders were compared with non-attenders by multilevel regression."),
     ("RESULTS", "Of 500 staff, 256 attended at least one round. The proportion with psychological distress fell from 25% to 12% in regular attenders and from 37% to 34% in non-attenders. Engagement did not change. Attenders differed from non-attenders in profession and in hours."),
     ("CONCLUSIONS", "Attendance at reflective rounds was associated with less psychological distress, though selection cannot be excluded.")],
    ["hospital staff", "reflective practice", "psychological distress"], why=["I2", "I4"])
add("o30", "s", "Bellweather, Rose; Otieno, James",
    "A weekend retreat in mindfulness for surgeons: description of a programme and first experiences", "cntp", 2017, None, None, "33-39",
    [("", "Surgeons rarely take part in programmes for well-being. We describe the development of a weekend retreat in mindfulness for surgeons, its contents, its costs and the experiences of the first three groups. Interviews with surgical departments showed that time away from the hospital was accepted for a single weekend at most. The retreat consists of guided meditation, walking in silence, dialogue in pairs on errors and on loss, and an evening with families. Between 2014 and 2016, 41 surgeons attended. In the feedback forms, 36 called the retreat useful or very useful, and 30 said they would attend again. We did not measure stress or burnout. Advice is given to departments which wish to set up a similar programme.")],
    ["surgeons", "retreat", "mindfulness"], why=["I4", "I2", "I3"])
add("o31", "p", "Gallagher, Niamh; Stern, Tobias; Wu, Jing",
    "Stress management interventions for nurses: umbrella review of systematic reviews", "nuru", 2022, 15, 2, "118-131",
    [("BACKGROUND", "Many systematic reviews of stress management for nurses have been published, with conflicting conclusions."),
     ("METHODS", "We searched six databases for systematic reviews of interventions against occupational stress in nurses. Methodological quality was assessed with AMSTAR 2, and overlap of primary studies was calculated."),
     ("RESULTS", "Twenty-two reviews with 198 different primary studies were included. Quality was critically low in 15 reviews. Mindfulness, relaxation and cognitive behavioural interventions were most often studied and were reported to lower stress in the short term. Organisational interventions were examined in three reviews only. Overlap was moderate."),
     ("CONCLUSIONS", "Reviews of high quality that include organisational interventions and long follow-up are needed.")],
    ["umbrella review", "nurses", "stress management"], pt=("Journal Article", "Systematic Review"), why=["E1"])
add("o32", "s", "Moravec, Jan; Sithole, Nomsa",
    "Hair cortisol in nurses with rotating and fixed shifts: a cross-sectional study", "ohjn", 2020, 51, 1, "40-47",
    [("BACKGROUND", "Cortisol in hair reflects secretion over months and may show strain from shift work."),
     ("METHODS", "Hair samples of 3 cm were taken from 132 nurses with rotating shifts and from 98 nurses with fixed day shifts. Perceived stress, sleep and use of medicines were asked by questionnaire. Geometric means of cortisol were compared by linear regression."),
     ("RESULTS", "Hair cortisol was 18% higher in nurses with rotating shifts (95% CI 3 to 35). Perceived stress did not differ between the groups, and was not correlated with hair cortisol (r = 0.05). Body mass index and night shifts in the last month were associated with cortisol."),
     ("CONCLUSIONS", "Rotating shifts are associated with higher long-term cortisol, which is not reflected in perceived stress.")],
    ["cortisol", "nurses", "shift work"], why=["I2", "I3", "I4"])
add("o33", "p", "Engstrand, Tove; Baptiste, Nadia",
    "Chair massage during breaks for paediatric nurses: randomised controlled trial", "naoc", 2015, 11, 2, "70-76",
    [("BACKGROUND", "Short breaks are often missed by nurses. A massage in the break may help them to rest."),
     ("METHODS", "Fifty-six paediatric nurses were randomised to chair massage of fifteen minutes once a week for ten weeks, or to breaks as usual. Perceived stress (PSS-10), pain in the neck and blood pressure were measured at baseline and at 10 weeks."),
     ("RESULTS", "Pain in the neck was less with massage (P = 0.004). Perceived stress was 16.9 (SD 5.9) with massage and 18.8 (SD 6.1) with breaks as usual (P = 0.24). Blood pressure did not differ. Three nurses left the hospital during the study."),
     ("CONCLUSIONS", "Chair massage relieved pain in the neck. An effect on perceived stress was not shown.")],
    ["massage", "paediatric nurses", "breaks"], pt=RCT, why=["I2"])
add("o34", "p", "Hofstetter, Klaus", "[Stress in hospital nursing: what helps?]", "ltcs", 2014, 1, 2, "61-64", [],
    [], pt=("Journal Article", "Review"), la="ger", tt="Stress in der Krankenhauspflege: Was hilft?", why=["E1", "I2", "I4"],
    mh=("Humans", "Nursing Staff, Hospital/*psychology", "Occupational Stress"))
add("o35", "s", "Ridgeway, Thomas; Amoako, Abena; Lind, Karl",
    "Stress exposure in simulation training of anaesthesia residents: a randomised trial of performance", "pgmt", 2019, 26, 3, "210-218",
    [("BACKGROUND", "Simulation training is usually held in calm conditions, unlike emergencies."),
     ("METHODS", "Forty-four residents in anaesthesia were randomised to simulation training with added stressors or to standard simulation training, four sessions each. Performance in a test scenario was rated by two blinded observers. Heart rate and state anxiety were recorded."),
     ("RESULTS", "Performance was rated higher after training with stressors (mean difference 8 points of 100, 95% CI 2 to 14). State anxiety before the test was lower. Heart rate did not differ. No resident withdrew."),
     ("CONCLUSIONS", "Exposure to stressors in simulation training improved the performance of residents in a stressful scenario. Transfer to clinical work should be examined.")],
    ["simulation", "anaesthesia", "residents", "stress exposure"], why=["I2"])
add("o36", "s", "", "4th International Meeting on Contemplative Practice at Work, 2018", "cntp", 2018, 1, None, "1-212",
    [("", "The proceedings contain 38 papers. The topics discussed include: mindfulness in health care organisations; compassion training for leaders; perceived stress and recovery among nurses; meditation in schools; measuring mindfulness by behavioural tasks; applications for meditation and the protection of data; mindful movement for older workers; resilience of hospital physicians; contemplative practice and ethics of work.")],
    [], kind="Conference Review", why=["E1"])
add("o37", "p", "Stanhope, William; Greer, Tamika",
    "Mindfulness-based stress reduction for veterans with post-traumatic stress disorder: randomized clinical trial", "psom", 2016, 46, 5, "480-489",
    [("IMPORTANCE", "Many veterans with post-traumatic stress disorder do not complete therapies that centre on trauma."),
     ("OBJECTIVE", "To compare mindfulness-based stress reduction with present-centred group therapy."),
     ("METHODS", "Randomized clinical trial in 116 veterans at one medical centre. Severity of symptoms was rated at baseline, during treatment and at 2 months."),
     ("RESULTS", "Self-reported symptoms improved more with mindfulness-based stress reduction at 2 months (difference 6.4 points, 95% CI 3.3 to 9.6). Ratings of interviewers did not differ significantly. Dropout was 22% with mindfulness and 7% with group therapy."),
     ("CONCLUSIONS", "Mindfulness-based stress reduction gave a larger decrease in self-reported symptoms, the size of which is modest.")],
    ["veterans", "PTSD", "MBSR"], pt=RCT, why=["I1"])

for n, r in enumerate(sorted(R, key=lambda r: (r["year"], r["key"]))):
    r["pmid"] = str(99710000 + (r["year"] - 2013) * 2600 + n * 37 + 11)
    first = r["pages"].split("-")[0]
    r["doi"] = f"10.5555/{r['j']}.{r['year']}.{r['vol'] or 'x'}.{first}"
